import { configKeys, type RpcAnswer, type RpcRequest, type Tenant } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { ConfigWrites } from './config-writes.js';
import { noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { tenantRow, toTenant } from './tenant-mapping.js';
import { deleteTenant, findTenant, listTenants, putTenant } from './tenants.repository.js';

const SORT = 'id';

export class TenantsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
  ) {}

  put({ tenant, input }: RpcRequest<'subscriptions.tenants.put'>): Promise<Tenant> {
    return this.writes.run(async (manager) => {
      const row = await putTenant(manager, tenantRow(tenant, input, new Date()));
      return { value: toTenant(row), keys: [configKeys.tenant(tenant)] };
    });
  }

  async get({ tenant }: RpcRequest<'subscriptions.tenants.get'>): Promise<Tenant> {
    const row = await this.database.run((manager) => findTenant(manager, tenant));
    if (row === null) throw noTenant(tenant);
    return toTenant(row);
  }

  async list({
    query,
  }: RpcRequest<'subscriptions.tenants.list'>): Promise<RpcAnswer<'subscriptions.tenants.list'>> {
    const after = decodeCursor(query.cursor, SORT);
    const rows = await this.database.run((manager) =>
      listTenants(manager, after?.id ?? null, query.limit + 1),
    );
    return toPage(rows, query.limit, SORT, {
      item: toTenant,
      position: ({ id }) => ({ value: id, id }),
    });
  }

  /** Deletes the tenant with its subscriptions and keys: nothing of it is evaluated or let in from then on. */
  delete({ tenant }: RpcRequest<'subscriptions.tenants.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const gone = await deleteTenant(manager, tenant);
      if (gone === null) throw noTenant(tenant);
      const keys = [
        configKeys.tenant(tenant),
        ...gone.keyHashes.map((hash) => configKeys.key(hash)),
        ...gone.subscriptionIds.map((id) => configKeys.subscription(tenant, id)),
      ];
      return { value: {}, keys };
    });
  }
}
