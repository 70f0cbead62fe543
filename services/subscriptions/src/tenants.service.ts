import {
  configKeys,
  sealedSecretsSchema,
  type RpcAnswer,
  type RpcRequest,
  type SealedSecrets,
  type Tenant,
} from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { DIALECT_NAMES } from '@deskhook/dialects';
import type { EntityManager } from 'typeorm';
import { tenantSnapshot } from './audit-snapshots.js';
import { auditedTenant } from './audited.js';
import { ConfigWrites } from './config-writes.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import { noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { assertAccepted, makeTenantSecret } from './secret-choice.js';
import { rotated } from './secret-rotation.js';
import type { SigningSecrets } from './signing-secret.js';
import { dialectsUsingTenantSecret } from './subscriptions.repository.js';
import { assertDefaults, defaultsOf } from './tenant-defaults.js';
import { patchedTenant, tenantRow, toTenant } from './tenant-mapping.js';
import {
  deleteTenant,
  findTenant,
  listTenants,
  lockExisting,
  lockTenant,
  putTenant,
  updateTenant,
} from './tenants.repository.js';

const SORT = 'id';

export class TenantsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
    private readonly secrets: SigningSecrets,
  ) {}

  put({ tenant, input }: RpcRequest<'subscriptions.tenants.put'>): Promise<Tenant> {
    assertDefaults(input.defaults ?? {});
    return this.writes.run(async (manager) => {
      const locked = await lockTenant(manager, tenant);
      const before = locked === null ? null : tenantSnapshot(locked);
      const sealed = await this.sealed(manager, tenant, input.defaultSecret ?? null);
      const defaults = input.defaults ?? (locked === null ? {} : defaultsOf(locked));
      const wanted = tenantRow(tenant, { ...input, defaults }, sealed, new Date());
      const row = await putTenant(manager, wanted, input.defaultSecret !== undefined);
      const audited = auditedTenant('putTenant', row, { before, after: tenantSnapshot(row) });
      return { value: this.show(row), keys: [configKeys.tenant(tenant)], audited: [audited] };
    });
  }

  patch({ tenant, patch }: RpcRequest<'subscriptions.tenants.patch'>): Promise<Tenant> {
    return this.change('patchTenant', tenant, async (manager, row) => {
      const secrets =
        patch.defaultSecret === undefined
          ? sealedSecretsSchema.parse(row.secrets)
          : await this.sealed(manager, tenant, patch.defaultSecret);
      const changed = patchedTenant(row, patch, secrets, new Date());
      if (patch.defaults !== undefined) assertDefaults(defaultsOf(changed));
      return changed;
    });
  }

  /** Gives the tenant a new default secret; those before it stay valid for the overlap. */
  rotateSecret({ tenant, input }: RpcRequest<'subscriptions.tenants.rotate-secret'>): Promise<Tenant> {
    return this.change('rotateTenantSecret', tenant, async (manager, row) => {
      const at = new Date();
      const [now, owner, next] = [at.getTime(), { tenant, id: null }, makeTenantSecret()];
      await assertInUse(manager, tenant, next);
      const before = this.secrets.open(owner, sealedSecretsSchema.parse(row.secrets), now);
      const after = rotated(before, next, now, input.overlapSeconds * 1000);
      return patchedTenant(row, {}, this.secrets.seal(owner, after), at);
    });
  }

  async get({ tenant }: RpcRequest<'subscriptions.tenants.get'>): Promise<Tenant> {
    const row = await this.database.run((manager) => findTenant(manager, tenant));
    if (row === null) throw noTenant(tenant);
    return this.show(row);
  }

  async list({
    query,
  }: RpcRequest<'subscriptions.tenants.list'>): Promise<RpcAnswer<'subscriptions.tenants.list'>> {
    const after = decodeCursor(query.cursor, SORT);
    const rows = await this.database.run((manager) =>
      listTenants(manager, after?.id ?? null, query.limit + 1),
    );
    return toPage(rows, query.limit, SORT, {
      item: (row) => this.show(row),
      position: ({ id }) => ({ value: id, id }),
    });
  }

  /** Deletes the tenant with all that it has: nothing of it is evaluated or let in from then on. */
  delete({ tenant }: RpcRequest<'subscriptions.tenants.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await lockExisting(manager, tenant);
      const keys = await deleteTenant(manager, tenant);
      const audited = auditedTenant('deleteTenant', row, { before: tenantSnapshot(row), after: null });
      return { value: {}, keys, audited: [audited] };
    });
  }

  private change(
    operation: string,
    tenant: string,
    work: (manager: EntityManager, row: TenantEntity) => Promise<TenantEntity>,
  ): Promise<Tenant> {
    return this.writes.run(async (manager) => {
      const row = await lockExisting(manager, tenant);
      const before = tenantSnapshot(row);
      const changed = await work(manager, row);
      await updateTenant(manager, changed);
      const audited = auditedTenant(operation, changed, { before, after: tenantSnapshot(changed) });
      return { value: this.show(changed), keys: [configKeys.tenant(tenant)], audited: [audited] };
    });
  }

  /** A default secret as it is kept; it takes the place of all before it at once. */
  private async sealed(
    manager: EntityManager,
    tenant: string,
    secret: string | null,
  ): Promise<SealedSecrets> {
    if (secret === null) return [];
    await assertInUse(manager, tenant, secret);
    return this.secrets.seal({ tenant, id: null }, [{ secret, expiresAt: null }]);
  }

  private show(row: TenantEntity): Tenant {
    return toTenant(
      row,
      this.secrets.current({ tenant: row.id, id: null }, sealedSecretsSchema.parse(row.secrets)),
    );
  }
}

/** Throws unless every dialect whose subscriptions sign with the tenant's secret can sign with this one. */
async function assertInUse(manager: EntityManager, tenant: string, secret: string): Promise<void> {
  const used = await dialectsUsingTenantSecret(manager, tenant);
  assertAccepted(
    DIALECT_NAMES.filter((name) => used.includes(name)),
    secret,
  );
}
