import { configKeys, type CreatedApiKey, type RpcAnswer, type RpcRequest } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { makeApiKey, toApiKey } from './api-key-mapping.js';
import { deleteApiKey, insertApiKey, listApiKeys } from './api-keys.repository.js';
import { apiKeySnapshot } from './audit-snapshots.js';
import { auditedApiKey } from './audited.js';
import { ConfigWrites } from './config-writes.js';
import { noKey, noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { findTenant, holdTenant } from './tenants.repository.js';

const SORT = 'createdAt';

export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
  ) {}

  create({ tenant, input }: RpcRequest<'subscriptions.keys.create'>): Promise<CreatedApiKey> {
    return this.writes.run(async (manager) => {
      if ((await holdTenant(manager, tenant)) === null) throw noTenant(tenant);
      const { key, row } = makeApiKey(tenant, input, new Date());
      await insertApiKey(manager, row);
      const audited = auditedApiKey('createApiKey', row, { before: null, after: apiKeySnapshot(row) });
      return { value: { ...toApiKey(row), key }, keys: [configKeys.key(row.hash)], audited: [audited] };
    });
  }

  async list({
    tenant,
    query,
  }: RpcRequest<'subscriptions.keys.list'>): Promise<RpcAnswer<'subscriptions.keys.list'>> {
    const after = decodeCursor(query.cursor, SORT);
    const rows = await this.database.run(async (manager) => {
      if ((await findTenant(manager, tenant)) === null) throw noTenant(tenant);
      return listApiKeys(manager, tenant, after, query.limit + 1);
    });
    return toPage(rows, query.limit, SORT, {
      item: toApiKey,
      position: (row) => ({ value: row.createdAt.toISOString(), id: row.id }),
    });
  }

  delete({ tenant, id }: RpcRequest<'subscriptions.keys.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await deleteApiKey(manager, tenant, id);
      if (row === null) throw noKey(id);
      const audited = auditedApiKey('deleteApiKey', row, { before: apiKeySnapshot(row), after: null });
      return { value: {}, keys: [configKeys.key(row.hash)], audited: [audited] };
    });
  }
}
