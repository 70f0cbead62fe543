import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../services/gateway/src/operations/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const NOBODY = 'without a key';
const ROOT = 'root';
/** No key at all opens it: whoever signs the request may. */
const SIGNER = 'who signs';

/** Who may call what; written down here and not derived, so that a slip in the declarations shows. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  listTenants: [ROOT],
  putTenant: [ROOT],
  getTenant: [ROOT, 'admin', 'editor', 'viewer'],
  patchTenant: [ROOT, 'admin'],
  rotateTenantSecret: [ROOT, 'admin'],
  deleteTenant: [ROOT],
  createApiKey: [ROOT, 'admin'],
  listApiKeys: [ROOT, 'admin'],
  deleteApiKey: [ROOT, 'admin'],
  createSubscription: [ROOT, 'admin', 'editor'],
  listSubscriptions: [ROOT, 'admin', 'editor', 'viewer'],
  getSubscription: [ROOT, 'admin', 'editor', 'viewer'],
  patchSubscription: [ROOT, 'admin', 'editor'],
  deleteSubscription: [ROOT, 'admin', 'editor'],
  bulkSubscriptions: [ROOT, 'admin', 'editor'],
  importTrigger: [ROOT, 'admin', 'editor'],
  previewSubscription: [ROOT, 'admin', 'editor'],
  backtestSubscription: [ROOT, 'admin', 'editor'],
  rotateSubscriptionSecret: [ROOT, 'admin', 'editor'],
  cloneSubscription: [ROOT, 'admin', 'editor'],
  testSubscription: [ROOT, 'admin', 'editor'],
  createCalendar: [ROOT, 'admin', 'editor'],
  listCalendars: [ROOT, 'admin', 'editor', 'viewer'],
  getCalendar: [ROOT, 'admin', 'editor', 'viewer'],
  putCalendar: [ROOT, 'admin', 'editor'],
  patchCalendar: [ROOT, 'admin', 'editor'],
  deleteCalendar: [ROOT, 'admin', 'editor'],
  createSlaPolicy: [ROOT, 'admin', 'editor'],
  listSlaPolicies: [ROOT, 'admin', 'editor', 'viewer'],
  getSlaPolicy: [ROOT, 'admin', 'editor', 'viewer'],
  putSlaPolicy: [ROOT, 'admin', 'editor'],
  patchSlaPolicy: [ROOT, 'admin', 'editor'],
  deleteSlaPolicy: [ROOT, 'admin', 'editor'],
  getTicketSla: [ROOT, 'admin', 'editor', 'viewer'],
  listSlaClocks: [ROOT, 'admin', 'editor', 'viewer'],
  publishEvents: [ROOT, 'admin', 'editor', 'publisher'],
  listEvents: [ROOT, 'admin', 'editor', 'viewer'],
  getEvent: [ROOT, 'admin', 'editor', 'viewer'],
  createConnector: [ROOT, 'admin', 'editor'],
  listConnectors: [ROOT, 'admin', 'editor', 'viewer'],
  getConnector: [ROOT, 'admin', 'editor', 'viewer'],
  patchConnector: [ROOT, 'admin', 'editor'],
  deleteConnector: [ROOT, 'admin', 'editor'],
  receiveFromHelpdesk: [SIGNER],
  listDeliveries: [ROOT, 'admin', 'editor', 'viewer'],
  getDelivery: [ROOT, 'admin', 'editor', 'viewer'],
  replayDelivery: [ROOT, 'admin', 'editor'],
  startReplay: [ROOT, 'admin', 'editor'],
  startDeadLetterReplay: [ROOT, 'admin', 'editor'],
  listReplays: [ROOT, 'admin', 'editor', 'viewer'],
  getReplay: [ROOT, 'admin', 'editor', 'viewer'],
  cancelReplay: [ROOT, 'admin', 'editor'],
  startErasure: [ROOT, 'admin'],
  listErasures: [ROOT, 'admin'],
  getErasure: [ROOT, 'admin'],
  streamAttempts: [ROOT, 'admin', 'editor', 'viewer'],
  getStats: [ROOT, 'admin', 'editor', 'viewer'],
  getSubscriptionHealth: [ROOT, 'admin', 'editor', 'viewer'],
  getOverview: [ROOT, 'admin', 'editor', 'viewer'],
  getLedger: [ROOT, 'admin', 'editor', 'viewer'],
  listAuditLog: [ROOT, 'admin'],
  listDeadLetters: [ROOT, 'admin', 'editor', 'viewer'],
  getDeadLetter: [ROOT, 'admin', 'editor', 'viewer'],
  replayDeadLetter: [ROOT, 'admin', 'editor'],
  listEventTypes: [ROOT, 'admin', 'editor', 'viewer'],
  getEventTypeSample: [ROOT, 'admin', 'editor', 'viewer'],
  getEventTypeSchema: [ROOT, 'admin', 'editor', 'viewer'],
  getConditionFields: [ROOT, 'admin', 'editor', 'viewer'],
  listDialects: [ROOT, 'admin', 'editor', 'viewer'],
  getDialect: [ROOT, 'admin', 'editor', 'viewer'],
  getSelf: [ROOT, 'admin', 'editor', 'viewer', 'publisher'],
  getLiveness: [NOBODY],
  getReadiness: [NOBODY],
  getOpenApi: [NOBODY],
  getAsyncApi: [NOBODY],
  getReference: [NOBODY],
  getReferenceAsset: [NOBODY],
};
const ROLES = ['admin', 'editor', 'viewer', 'publisher'];
const PROTECTED = OPERATIONS.filter(({ access }) => access !== 'public').map(({ id }) => id);
const KEYED = OPERATIONS.filter(({ access }) => access !== 'signature');

describe('who may call what', () => {
  let world: ApiWorld;
  const keys = new Map<string, string>();
  let deleted = '';
  beforeAll(async () => {
    // The table asks with unknown keys again and again.
    world = await startApiWorld({ DESKHOOK_AUTH_FAILURES_PER_MINUTE: '100000' });
    for (const role of ROLES) keys.set(role, await world.keyFor('acme', role));
    keys.set('other', await world.keyFor('other', 'admin'));
    const made = await world.call('POST', '/v1/tenants/acme/keys', { json: { name: 'gone', role: 'admin' } });
    await world.call('DELETE', `/v1/tenants/acme/keys/${made.body.id}`);
    deleted = made.body.key;
  });
  afterAll(() => world.close());

  /** With a key, with none (null), with the root key (undefined) or with a header as it is. */
  async function statusOf(id: string, key: Presented, tenant = 'acme'): Promise<number> {
    const operation = OPERATIONS.find((one) => one.id === id);
    if (operation === undefined) throw new Error(`no operation ${id}`);
    const values: Readonly<Record<string, string>> = {
      tenant,
      id: 'none',
      type: 'ticket.created',
      file: 'start.js',
      name: 'standard',
    };
    const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? name);
    // A body that no operation takes: who is let in gets 4xx or 503, and nothing changes.
    const json = operation.method === 'GET' ? undefined : { nonsense: true };
    // Deleting for real would take the keys away from the rest of the table.
    if (id === 'deleteTenant' && key === undefined) return 204;
    return (await world.call(operation.method, path, { json, ...presented(key) })).status;
  }

  it('says it of every operation', () => {
    expect(Object.keys(ALLOWED).toSorted(byText)).toEqual(OPERATIONS.map(({ id }) => id).toSorted(byText));
  });

  it.each(Object.entries(ALLOWED))('%s: %p', async (id, allowed) => {
    const isPublic = allowed.includes(NOBODY);
    const withoutKey = await statusOf(id, null);
    const withUnknownKey = await statusOf(id, 'dhk_unknown');
    expect([withoutKey === 401, withUnknownKey === 401]).toEqual([!isPublic, !isPublic]);
    if (isPublic) return;
    if (allowed.includes(SIGNER)) {
      const statuses = await Promise.all(ROLES.map((role) => statusOf(id, keys.get(role))));
      expect([await statusOf(id, undefined), ...statuses]).toEqual([401, 401, 401, 401, 401]);
      return;
    }
    expect([401, 403]).not.toContain(await statusOf(id, undefined));
    for (const role of ROLES) {
      const status = await statusOf(id, keys.get(role));
      expect({ role, refused: status === 403 }).toEqual({ role, refused: !allowed.includes(role) });
    }
  });

  it.each(KEYED.filter(({ path }) => path.includes('{tenant}')).map(({ id }) => id))(
    '%s: not for the key of another tenant, whether the tenant exists or not',
    async (id) => {
      expect(await statusOf(id, keys.get('other'))).toBe(403);
      expect(await statusOf(id, keys.get('other'), 'nobody')).toBe(403);
    },
  );

  it.each(PROTECTED)('%s: not with a header that is no key, or nearly one', async (id) => {
    const key = keys.get('admin') ?? '';
    const headers = [
      '',
      'Bearer',
      'Bearer ',
      key,
      `Basic ${key}`,
      `Bearer ${key} ${key}`,
      `Bearer ${'x'.repeat(513)}`,
      `Bearer ${key.slice(0, -1)}`,
      `Bearer ${key}x`,
      `Bearer ${key.toUpperCase()}`,
      `Bearer "${key}"`,
    ];
    const statuses = await Promise.all(headers.map((authorization) => statusOf(id, { authorization })));
    expect(statuses).toEqual(headers.map(() => 401));
  });

  it.each(PROTECTED)('%s: not with a key that was deleted', async (id) => {
    expect(await statusOf(id, deleted)).toBe(401);
  });

  it('takes a deleted key no longer', async () => {
    const made = await world.call('POST', '/v1/tenants/acme/keys', {
      json: { name: 'short', role: 'viewer' },
    });
    const { key, id } = made.body;
    expect((await world.call('GET', '/v1/tenants/acme', { key })).status).toBe(200);
    expect((await world.call('DELETE', `/v1/tenants/acme/keys/${id}`)).status).toBe(204);
    expect((await world.call('GET', '/v1/tenants/acme', { key })).status).toBe(401);
  });

  it('shows a key once and keeps only its hash', async () => {
    const made = await world.call('POST', '/v1/tenants/acme/keys', {
      json: { name: 'once', role: 'viewer' },
    });
    expect(made.body.key).toMatch(/^dhk_[\w-]{43}$/);
    const list = await world.call('GET', '/v1/tenants/acme/keys');
    expect(list.text).toContain(made.body.id);
    expect(list.text).not.toContain(made.body.key);
  });
});

type Presented = string | null | undefined | { readonly authorization: string };

function presented(key: Presented) {
  if (key === undefined) return {};
  return typeof key === 'object' && key !== null ? { key: null, headers: { ...key } } : { key };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
