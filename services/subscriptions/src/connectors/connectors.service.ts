import { connector } from '@deskhook/connectors';
import {
  configKeys,
  FailureError,
  type ConnectorPatch,
  type ConnectorView,
  type RpcAnswer,
  type RpcRequest,
} from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import type { EntityManager } from 'typeorm';
import type { Snapshot } from '../audit-changes.js';
import type { Audited } from '../audit-trail.js';
import type { ConfigChange, ConfigWrites } from '../config-writes.js';
import { assertMatch } from '../etag.js';
import { newId } from '../new-id.js';
import { noConnector, noTenant } from '../not-found.js';
import { decodeCursor, toPage } from '../page-cursor.js';
import { findTenant, lockExisting } from '../tenants.repository.js';
import type { ConnectorEntity } from './connector.entity.js';
import {
  assertOptions,
  connectorSnapshot,
  kindOf,
  mergedOptions,
  secretsOf,
  toConnector,
} from './connector-mapping.js';
import type { ConnectorSecrets } from './connector-secrets.js';
import { withNotes } from './last-requests.js';
import {
  countConnectors,
  deleteConnector,
  findConnector,
  insertConnector,
  listConnectors,
  lockConnector,
  lockConnectors,
  updateConnector,
  updateLastRequests,
} from './connectors.repository.js';

const SORT = 'id';
const CONNECTORS_MAX = 50;

/** Creates, shows, changes and deletes inbound connectors. */
export class ConnectorsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
    private readonly secrets: ConnectorSecrets,
  ) {}

  create({ tenant, input }: RpcRequest<'subscriptions.connectors.create'>): Promise<ConnectorView> {
    const { kind, name, status } = input;
    assertOptions(kind, input.options);
    const at = new Date();
    const id = newId('con', at);
    const made = connector(kind).secretMadeBy === 'deskhook' ? this.secrets.make() : null;
    const secrets = this.secrets.seal({ tenant, id }, input.secret === undefined ? made : input.secret);
    const options = mergedOptions({}, input.options);
    return this.writes.run(async (manager) => {
      await lockExisting(manager, tenant);
      await assertRoom(manager, tenant);
      const own = { id, tenantId: tenant, kind, name, status, secrets, options, lastRequests: {} };
      const row = { ...own, version: 1, createdAt: at, updatedAt: at };
      await insertConnector(manager, row);
      return this.change('createConnector', row, { before: null, after: connectorSnapshot(row) });
    });
  }

  async get({ tenant, id }: RpcRequest<'subscriptions.connectors.get'>): Promise<ConnectorView> {
    const row = await this.database.run((manager) => findConnector(manager, tenant, id));
    if (row === null) throw noConnector(id);
    return this.show(row);
  }

  async list({
    tenant,
    query,
  }: RpcRequest<'subscriptions.connectors.list'>): Promise<RpcAnswer<'subscriptions.connectors.list'>> {
    const after = decodeCursor(query.cursor, SORT);
    const rows = await this.database.run(async (manager) => {
      if ((await findTenant(manager, tenant)) === null) throw noTenant(tenant);
      return listConnectors(manager, tenant, after?.id ?? null, query.limit + 1);
    });
    return toPage(rows, query.limit, SORT, {
      item: (row) => this.show(row),
      position: ({ id }) => ({ value: id, id }),
    });
  }

  patch(request: RpcRequest<'subscriptions.connectors.patch'>): Promise<ConnectorView> {
    const { tenant, id, patch, ifMatch } = request;
    return this.writes.run(async (manager) => {
      const row = await lockConnector(manager, tenant, id);
      if (row === null) throw noConnector(id);
      assertMatch(ifMatch, row.version);
      const before = connectorSnapshot(row);
      const next = Object.assign({}, row, this.patched(row, patch));
      await updateConnector(manager, next);
      return this.change('patchConnector', next, { before, after: connectorSnapshot(next) });
    });
  }

  delete({ tenant, id, ifMatch }: RpcRequest<'subscriptions.connectors.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await lockConnector(manager, tenant, id);
      if (row === null) throw noConnector(id);
      assertMatch(ifMatch, row.version);
      await deleteConnector(manager, row);
      const change = this.change('deleteConnector', row, { before: connectorSnapshot(row), after: null });
      return { ...change, value: {} };
    });
  }

  /** Keeps what came in last. Connectors that are gone are passed over; neither the etag nor the audit log knows of it. */
  async note({ notes }: RpcRequest<'subscriptions.connectors.note'>): Promise<object> {
    const ids = [...new Set(notes.map(({ id }) => id))];
    await this.database.transaction(async (manager) => {
      for (const row of await lockConnectors(manager, ids)) {
        const own = notes.filter(({ tenant, id }) => tenant === row.tenantId && id === row.id);
        const requests = withNotes(row.lastRequests, own);
        if (requests !== null) await updateLastRequests(manager, row.id, requests);
      }
    });
    return {};
  }

  private patched(row: ConnectorEntity, patch: ConnectorPatch): Partial<ConnectorEntity> {
    const { name = row.name, status = row.status, secret, overlapSeconds = 0, options = {} } = patch;
    assertOptions(kindOf(row), options);
    const updatedAt = new Date();
    const owner = { tenant: row.tenantId, id: row.id };
    const until = updatedAt.getTime() + overlapSeconds * 1_000;
    return {
      name,
      status,
      secrets:
        secret === undefined ? row.secrets : this.secrets.renewed(owner, secretsOf(row), secret, until),
      options: mergedOptions(row.options, options),
      version: row.version + 1,
      updatedAt,
    };
  }

  private change(
    operation: string,
    row: ConnectorEntity,
    sides: { readonly before: Snapshot | null; readonly after: Snapshot | null },
  ): ConfigChange<ConnectorView> {
    const { tenantId: tenant, id, name } = row;
    const audited: Audited = { tenant, operation, target: { kind: 'connector', id, name }, ...sides };
    return { value: this.show(row), keys: [configKeys.connector(tenant, id)], audited: [audited] };
  }

  private show(row: ConnectorEntity): ConnectorView {
    return toConnector(row, this.secrets.open({ tenant: row.tenantId, id: row.id }, secretsOf(row)));
  }
}

/** Throws unless the tenant may have one connector more. It is locked, so that two cannot take the last place. */
async function assertRoom(manager: EntityManager, tenant: string): Promise<void> {
  if ((await countConnectors(manager, tenant)) < CONNECTORS_MAX) return;
  const detail = `The tenant has ${CONNECTORS_MAX} connectors, which is the most: delete one first`;
  throw new FailureError({ kind: 'conflict', detail });
}
