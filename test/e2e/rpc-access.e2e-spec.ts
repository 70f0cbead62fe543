import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HEADERS, ROLES, RPC_ACCESS, rpcReplySchema, type Caller, type Role } from '@deskhook/contracts';
import { startService } from '@deskhook/runtime';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const NOBODY: readonly Role[] = [];
const ADMINS: readonly Role[] = ['admin'];
const EDITORS: readonly Role[] = ['admin', 'editor'];
const VIEWERS: readonly Role[] = ['admin', 'editor', 'viewer'];

/** Which keys a call may be made for; written down here and not derived, so that a slip in the declarations shows. */
const ALLOWED: Readonly<Record<string, readonly Role[]>> = {
  'subscriptions.tenants.put': NOBODY,
  'subscriptions.tenants.patch': ADMINS,
  'subscriptions.tenants.rotate-secret': ADMINS,
  'subscriptions.tenants.get': VIEWERS,
  'subscriptions.tenants.list': NOBODY,
  'subscriptions.tenants.delete': NOBODY,
  'subscriptions.keys.create': ADMINS,
  'subscriptions.keys.list': ADMINS,
  'subscriptions.keys.delete': ADMINS,
  'subscriptions.create': EDITORS,
  'subscriptions.get': VIEWERS,
  'subscriptions.list': VIEWERS,
  'subscriptions.patch': EDITORS,
  'subscriptions.rotate-secret': EDITORS,
  'subscriptions.clone': EDITORS,
  'subscriptions.bulk': EDITORS,
  'subscriptions.delete': EDITORS,
  'subscriptions.import': EDITORS,
  'subscriptions.draft': EDITORS,
  'subscriptions.calendars.create': EDITORS,
  'subscriptions.calendars.get': VIEWERS,
  'subscriptions.calendars.list': VIEWERS,
  'subscriptions.calendars.put': EDITORS,
  'subscriptions.calendars.patch': EDITORS,
  'subscriptions.calendars.delete': EDITORS,
  'subscriptions.connectors.create': EDITORS,
  'subscriptions.connectors.get': VIEWERS,
  'subscriptions.connectors.list': VIEWERS,
  'subscriptions.connectors.patch': EDITORS,
  'subscriptions.connectors.delete': EDITORS,
  'subscriptions.connectors.note': NOBODY,
  'subscriptions.sla-policies.create': EDITORS,
  'subscriptions.sla-policies.get': VIEWERS,
  'subscriptions.sla-policies.list': VIEWERS,
  'subscriptions.sla-policies.put': EDITORS,
  'subscriptions.sla-policies.patch': EDITORS,
  'subscriptions.sla-policies.delete': EDITORS,
  'subscriptions.audit.list': ADMINS,
  'subscriptions.audit.record': EDITORS,
  'scheduler.tickets.sla': VIEWERS,
  'scheduler.sla-clocks.list': VIEWERS,
  'evaluator.explain': VIEWERS,
  'evaluator.preview': EDITORS,
  'dispatcher.preview': EDITORS,
  'dispatcher.waiting': VIEWERS,
  'dispatcher.test': EDITORS,
  'logs.backtest': EDITORS,
  'logs.events.list': VIEWERS,
  'logs.events.get': VIEWERS,
  'logs.deliveries.list': VIEWERS,
  'logs.deliveries.known': VIEWERS,
  'logs.deliveries.get': VIEWERS,
  'logs.deliveries.replay': EDITORS,
  'logs.replays.start': EDITORS,
  'logs.replays.list': VIEWERS,
  'logs.replays.get': VIEWERS,
  'logs.replays.cancel': EDITORS,
  'logs.erasures.start': ADMINS,
  'logs.erasures.list': ADMINS,
  'logs.erasures.get': ADMINS,
  'logs.stats': VIEWERS,
  'logs.stats.subscriptions': VIEWERS,
  'logs.overview': VIEWERS,
  'logs.ledger': VIEWERS,
  'logs.dead-letters.list': VIEWERS,
  'logs.dead-letters.get': VIEWERS,
  'logs.dead-letters.replay': EDITORS,
  'logs.dead-letters.mend': EDITORS,
};
const NAMES = Object.keys(ALLOWED);

const packetSchema = z.object({ response: rpcReplySchema });

describe('who calls between services may be made for', () => {
  let world: ApiWorld;
  let connection: NatsConnection;
  beforeAll(async () => {
    // What is asked here is not well-formed, so that nothing changes where it is let in.
    world = await startApiWorld({ DESKHOOK_LOG_LEVEL: 'silent' }, [
      (env) => startService(logsService, env),
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(schedulerService, env),
    ]);
    await world.keyFor('acme', 'admin');
    connection = await connect({ servers: world.nats.url, inboxPrefix: '_INBOX_gateway' });
  }, 120_000);
  afterAll(async () => {
    await connection.close();
    await world.close();
  });

  /** Whether a service refuses a call; `caller` as it stands in the header, none for null. */
  async function isRefused(name: string, data: object, caller: string | null): Promise<boolean> {
    const carried = headers();
    if (caller !== null) carried.set(HEADERS.caller, caller);
    const call = JSON.stringify({ pattern: name, data, id: '1' });
    const answer = await connection.request(name, call, { headers: carried, timeout: 10_000 });
    const { response } = packetSchema.parse(answer.json());
    return !response.ok && response.failure.kind === 'forbidden';
  }

  const aKey = (role: Role, tenant = 'acme'): string =>
    JSON.stringify({ kind: 'key', id: 'key_1', name: 'one', role, tenant } satisfies Caller);
  const ROOT = JSON.stringify({ kind: 'root', id: 'root', role: 'root', tenant: null } satisfies Caller);
  const SYSTEM = JSON.stringify({ kind: 'system', id: 'logs', role: 'root', tenant: null } satisfies Caller);

  it('is said here of every call', () => {
    expect(NAMES.toSorted(byText)).toEqual(Object.keys(RPC_ACCESS).toSorted(byText));
  });

  it.each(Object.entries(ALLOWED))('%s: %p', async (name, allowed) => {
    const asked = ROLES.map((role) => isRefused(name, { tenant: 'acme', id: 'none' }, aKey(role)));
    expect(await Promise.all(asked)).toEqual(ROLES.map((role) => !allowed.includes(role)));
  });

  it.each(NAMES)(
    '%s: not for a key of another tenant, of one that is not there, or of none',
    async (name) => {
      const asked = ROLES.flatMap((role) => [
        isRefused(name, { tenant: 'acme', id: 'none' }, aKey(role, 'other')),
        isRefused(name, { tenant: 'nobody', id: 'none' }, aKey(role, 'other')),
        isRefused(name, { id: 'none' }, aKey(role)),
      ]);
      expect(await Promise.all(asked)).not.toContain(false);
    },
  );

  it.each(NAMES)('%s: not for another tenant that stands deeper in the request', async (name) => {
    const foreign = { tenant: 'other' };
    const inner = [{ record: foreign }, { calendars: [foreign] }, { deliveries: [foreign] }];
    const asked = inner.map((one) => isRefused(name, { tenant: 'acme', id: 'none', ...one }, aKey('admin')));
    expect(await Promise.all(asked)).not.toContain(false);
  });

  it.each(NAMES)('%s: not without a caller that is well-formed', async (name) => {
    const malformed = [null, '', 'root', '{}', '{"kind":"root"}', aKey('admin').replaceAll('admin', 'owner')];
    const asked = malformed.map((caller) => isRefused(name, { tenant: 'acme', id: 'none' }, caller));
    expect(await Promise.all(asked)).not.toContain(false);
  });

  it.each(NAMES)('%s: for the operator and for services by themselves', async (name) => {
    const asked = [ROOT, SYSTEM].map((caller) => isRefused(name, { tenant: 'nobody', id: 'none' }, caller));
    expect(await Promise.all(asked)).toEqual([false, false]);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
