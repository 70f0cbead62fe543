import {
  configKeys,
  FailureError,
  labelsOf,
  type RpcAnswer,
  type RpcRequest,
  type SlaPolicy,
} from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import type { EntityManager } from 'typeorm';
import type { Audited } from './audit-trail.js';
import { holdCalendars } from './calendars.repository.js';
import type { ConfigChange, ConfigWrites } from './config-writes.js';
import type { SlaPolicyEntity } from './entities/sla-policy.entity.js';
import { assertMatch } from './etag.js';
import { newId } from './new-id.js';
import { noSlaPolicy, noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import {
  countSlaPolicies,
  deleteSlaPolicy,
  findSlaPolicy,
  insertSlaPolicy,
  listSlaPolicies,
  lockSlaPolicy,
  updateSlaPolicy,
} from './sla-policies.repository.js';
import { assertSlaPolicy } from './sla-policy-faults.js';
import {
  givenSlaPolicy,
  patchedSlaPolicy,
  replacedSlaPolicy,
  slaPolicyDefinition,
  slaPolicyColumns,
  toSlaPolicy,
  type SlaPolicyDefinition,
} from './sla-policy-mapping.js';
import { findTenant, lockExisting } from './tenants.repository.js';

const SORT = 'position';
const POLICIES_MAX = 200;

/** Creates, shows, changes and deletes SLA policies. */
export class SlaPoliciesService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
  ) {}

  create({ tenant, input }: RpcRequest<'subscriptions.sla-policies.create'>): Promise<SlaPolicy> {
    const at = new Date();
    const id = input.id ?? newId('sla', at);
    return this.writes.run(async (manager) => {
      await lockExisting(manager, tenant);
      await assertRoom(manager, tenant);
      if ((await findSlaPolicy(manager, tenant, id)) !== null) throw taken(id);
      return added(manager, { tenant, id, operation: 'createSlaPolicy' }, givenSlaPolicy(input), at);
    });
  }

  /** Creates the policy, or replaces what it says. */
  put({ tenant, id, input, ifMatch }: RpcRequest<'subscriptions.sla-policies.put'>): Promise<SlaPolicy> {
    return this.writes.run(async (manager) => {
      await lockExisting(manager, tenant);
      const row = await lockSlaPolicy(manager, tenant, id);
      assertMatch(ifMatch, row?.version ?? null);
      const definition = replacedSlaPolicy(row, input);
      if (row !== null) return changed(manager, row, definition, 'putSlaPolicy');
      await assertRoom(manager, tenant);
      return added(manager, { tenant, id, operation: 'putSlaPolicy' }, definition, new Date());
    });
  }

  async get({ tenant, id }: RpcRequest<'subscriptions.sla-policies.get'>): Promise<SlaPolicy> {
    const row = await this.database.run((manager) => findSlaPolicy(manager, tenant, id));
    if (row === null) throw noSlaPolicy(id);
    return toSlaPolicy(row);
  }

  async list({
    tenant,
    query,
  }: RpcRequest<'subscriptions.sla-policies.list'>): Promise<RpcAnswer<'subscriptions.sla-policies.list'>> {
    const cursor = decodeCursor(query.cursor, SORT);
    const after = cursor === null ? null : { position: Number(cursor.value), id: cursor.id };
    const rows = await this.database.run(async (manager) => {
      if ((await findTenant(manager, tenant)) === null) throw noTenant(tenant);
      const filter = { tenant, labels: labelsOf(query.label ?? []) };
      return listSlaPolicies(manager, filter, after, query.limit + 1);
    });
    return toPage(rows, query.limit, SORT, {
      item: toSlaPolicy,
      position: ({ position, id }) => ({ value: String(position), id }),
    });
  }

  patch({ tenant, id, patch, ifMatch }: RpcRequest<'subscriptions.sla-policies.patch'>): Promise<SlaPolicy> {
    return this.writes.run(async (manager) => {
      const row = await lockSlaPolicy(manager, tenant, id);
      if (row === null) throw noSlaPolicy(id);
      assertMatch(ifMatch, row.version);
      return changed(manager, row, patchedSlaPolicy(row, patch), 'patchSlaPolicy');
    });
  }

  delete({ tenant, id, ifMatch }: RpcRequest<'subscriptions.sla-policies.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await lockSlaPolicy(manager, tenant, id);
      if (row === null) throw noSlaPolicy(id);
      assertMatch(ifMatch, row.version);
      await deleteSlaPolicy(manager, row);
      const audited = audit('deleteSlaPolicy', row, { before: slaPolicyDefinition(row), after: null });
      return { value: {}, keys: [configKeys.slaPolicy(tenant, id)], audited: [audited] };
    });
  }
}

/** What is to be created, and by which operation. */
interface Creation {
  readonly tenant: string;
  readonly id: string;
  readonly operation: string;
}

async function added(
  manager: EntityManager,
  { tenant, id, operation }: Creation,
  definition: SlaPolicyDefinition,
  at: Date,
): Promise<ConfigChange<SlaPolicy>> {
  assertSlaPolicy(definition, await holdCalendars(manager, tenant));
  const columns = slaPolicyColumns(definition);
  const row = { tenantId: tenant, id, ...columns, version: 1, createdAt: at, updatedAt: at };
  await insertSlaPolicy(manager, row);
  const audited = audit(operation, row, { before: null, after: definition });
  return { value: toSlaPolicy(row), keys: [configKeys.slaPolicy(tenant, id)], audited: [audited] };
}

async function changed(
  manager: EntityManager,
  row: SlaPolicyEntity,
  definition: SlaPolicyDefinition,
  operation: string,
): Promise<ConfigChange<SlaPolicy>> {
  assertSlaPolicy(definition, await holdCalendars(manager, row.tenantId));
  const columns = slaPolicyColumns(definition);
  const before = slaPolicyDefinition(row);
  const next = Object.assign(row, { ...columns, version: row.version + 1, updatedAt: new Date() });
  await updateSlaPolicy(manager, next);
  const audited = audit(operation, next, { before, after: definition });
  return { value: toSlaPolicy(next), keys: [configKeys.slaPolicy(row.tenantId, row.id)], audited: [audited] };
}

function audit(
  operation: string,
  { tenantId: tenant, id }: Pick<SlaPolicyEntity, 'tenantId' | 'id'>,
  sides: { readonly before: SlaPolicyDefinition | null; readonly after: SlaPolicyDefinition | null },
): Audited {
  const { name } = sides.after ?? sides.before ?? { name: null };
  return { tenant, operation, target: { kind: 'sla-policy', id, name }, ...sides };
}

/** Throws unless the tenant may have one policy more. It is locked, so that two cannot take the last place. */
async function assertRoom(manager: EntityManager, tenant: string): Promise<void> {
  if ((await countSlaPolicies(manager, tenant)) < POLICIES_MAX) return;
  const detail = `The tenant has ${POLICIES_MAX} SLA policies, which is the most: delete one first`;
  throw new FailureError({ kind: 'conflict', detail });
}

function taken(id: string): FailureError {
  const detail = `The tenant has an SLA policy "${id}" already: change that one, or choose another id`;
  return new FailureError({ kind: 'conflict', detail, errors: [{ pointer: '/id', detail: 'is taken' }] });
}
