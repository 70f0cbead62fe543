import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { findNatsServer } from '../../tools/nats-server/find-nats-server.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { NATS_PASSWORD } from '../support/guarded-nats.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const ACME = '/v1/tenants/acme';
const REFUSED = /permissions violation/i;
/** A refused request is only met by silence where the client does not learn of the refusal. */
const TIMEOUT_MS = 1_000;

let world: ApiWorld;
let receiver: Receiver;
const connections: NatsConnection[] = [];
beforeAll(async () => {
  receiver = await startReceiver((_request, nth) => ({ code: nth === 1 ? 500 : 204 }));
  world = await startApiWorld(
    {},
    [
      (env) => startService(logsService, env),
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(schedulerService, env),
    ],
    { tenants: ['acme', 'other'], mayBeRefused: true },
  );
  await world.keyFor('acme', 'admin');
  await world.keyFor('other', 'admin');
}, 120_000);
afterAll(async () => {
  await Promise.all(connections.map((one) => one.close()));
  await world.close();
  await receiver.close();
});

async function login(user: string, inbox?: string): Promise<NatsConnection> {
  const inboxPrefix = inbox === undefined ? '_INBOX' : `_INBOX_${inbox}`;
  const made = await connect({ servers: world.nats.url, user, pass: NATS_PASSWORD, inboxPrefix });
  connections.push(made);
  return made;
}

const asHelpdesk = (tenant: string) => login(`${tenant}-helpdesk`);
const asService = (name: string) => login(name, name);

/** What a plain request is told; `allowed` when anybody answers or nobody is there to. */
async function verdictOn(connection: NatsConnection, subject: string, payload = ''): Promise<string> {
  try {
    await connection.request(subject, payload, { timeout: TIMEOUT_MS });
    return 'allowed';
  } catch (error) {
    const text = String(error);
    return REFUSED.test(text) ? 'refused' : 'allowed';
  }
}

async function statusOf(path: string, wanted: string) {
  return world.soon(path, ({ body }) =>
    body?.items?.some((item: { status: string }) => item.status === wanted),
  );
}

describe('Deskhook under the permissions of deploy/nats', () => {
  it('does all of its work: publish, deliver, retry, keep in order, log, replay, time, answer', async () => {
    const make = (name: string, more: object) =>
      world.call('POST', `${ACME}/subscriptions`, { json: { name, urls: [receiver.url], ...more } });
    const delivery = { retrySchedule: ['1s', '1s'] };
    const events = ['ticket.created', 'sla.breached'];
    const plain = await make('plain', { events, delivery });
    expect(plain.status).toBe(201);
    const ordered = { events: ['ticket.created'], delivery: { ...delivery, ordering: 'ticket' } };
    expect((await make('in order', ordered)).status).toBe(201);
    const actions = [{ type: 'add_note', body: 'seen' }];
    expect((await make('acts', { events: ['reply.created'], actions })).status).toBe(201);
    const policy = { name: 'fast', targets: { resolution: { default: 'PT2S' } } };
    expect((await world.call('POST', `${ACME}/sla-policies`, { json: policy })).body).toMatchObject({
      name: 'fast',
    });

    const helpdesk = await asHelpdesk('acme');
    const ticket = { id: 123, subject: 'Printer', status: { slug: 'open', base: 'in_progress' } };
    const event = anEvent({ time: new Date().toISOString(), data: { ticket } });
    await jetstream(helpdesk).publish(`events.acme.${event.type}`, JSON.stringify(event), {
      expect: { streamName: 'EVENTS' },
    });

    const own = `${ACME}/deliveries?subscription=${plain.body.id}`;
    const delivered = await statusOf(`${own}&type=ticket.created`, 'delivered');
    const [first] = delivered.body.items;
    const detail = await world.soon(
      `${ACME}/deliveries/${first.id}`,
      ({ body }) => body.status === 'delivered' && body.attempts.length === 2,
    );
    expect(detail.body.attempts.map(({ responseCode }: { responseCode: number }) => responseCode)).toEqual([
      500, 204,
    ]);
    const breached = await statusOf(`${own}&type=sla.breached`, 'delivered');
    expect(breached.body.items[0]).toMatchObject({ type: 'sla.breached' });
    const replay = await world.call('POST', `${ACME}/deliveries/${first.id}/replay`);
    expect(replay.status).toBe(202);
    await world.soon(`${ACME}/deliveries/${first.id}`, ({ body }) => body.attempts.length === 3);
    for (const path of [
      'tickets/123/sla',
      'sla-clocks',
      `events/${event.id}`,
      'stats',
      'dead-letters',
      'keys',
    ]) {
      expect({ path, status: (await world.call('GET', `${ACME}/${path}`)).status }).toEqual({
        path,
        status: 200,
      });
    }
    expect(world.refusals()).toEqual([]);
  });

  it('gives a helpdesk its own commands, and only those', async () => {
    const helpdesk = await asHelpdesk('acme');
    const event = anEvent({ type: 'reply.created', data: { ticket: { id: 7 }, message: { id: 1 } } });
    await jetstream(helpdesk).publish(`events.acme.${event.type}`, JSON.stringify(event));
    const js = jetstream(helpdesk, { apiPrefix: 'deskhook.api' });
    const consumer = await js.consumers.get('COMMANDS', 'acme');
    const message = await waitUntil(async () => (await consumer.next({ expires: 1_000 })) ?? undefined, {
      what: 'a command',
      timeoutMs: 60_000,
    });
    expect(message.subject).toBe('commands.acme.add_note');
    expect(message.json()).toMatchObject({ causationid: event.id });
    await message.ackAck();
    const other = jetstream(await asHelpdesk('other'), { apiPrefix: 'deskhook.api' });
    await expect(other.consumers.get('COMMANDS', 'acme')).rejects.toThrow(REFUSED);
  });
});

describe('a helpdesk', () => {
  let helpdesk: NatsConnection;
  beforeAll(async () => {
    helpdesk = await asHelpdesk('acme');
  });

  it.each([
    ['publish for another tenant', 'events.other.ticket.created'],
    ["say what Deskhook's own news say", 'events.acme.deskhook.endpoint_disabled'],
    ['say what the SLA clocks say', 'events.acme.sla.breached'],
    ['say that a time condition is met', 'events.acme.ticket.time_condition_met'],
    ['publish deliveries', 'deliveries.acme.sub_1'],
    ['publish commands', 'commands.acme.add_note'],
    ['set timers', 'timers.set.0.x'],
    ['set retries', 'retries.set.acme.sub_1.dlv_1'],
    ['write configuration', '$KV.DESKHOOK_CONFIG.tenant.acme'],
    ['call a service', 'subscriptions.tenants.list'],
    ['ask for health', 'deskhook.health.gateway'],
    ['purge', '$JS.API.STREAM.PURGE.EVENTS'],
    ['delete a stream', '$JS.API.STREAM.DELETE.EVENTS'],
    ['look at a stream', '$JS.API.STREAM.INFO.EVENTS'],
    ['list streams', '$JS.API.STREAM.LIST'],
    ['read messages', '$JS.API.STREAM.MSG.GET.EVENTS'],
    ['read messages directly', '$JS.API.DIRECT.GET.EVENTS.events.acme.ticket.created'],
    ['make consumers on EVENTS', '$JS.API.CONSUMER.CREATE.EVENTS.mine.events.acme.>'],
    ['make consumers on COMMANDS', '$JS.API.CONSUMER.CREATE.COMMANDS.mine.commands.acme.>'],
    ['take what the evaluators take', '$JS.API.CONSUMER.MSG.NEXT.EVENTS.evaluator'],
    ["take another tenant's commands", 'deskhook.api.CONSUMER.MSG.NEXT.COMMANDS.other'],
    ["settle another tenant's commands", '$JS.ACK.COMMANDS.other.1.1.1.1.1'],
  ])('cannot %s (%s)', async (_what, subject) => {
    expect(await verdictOn(helpdesk, subject)).toBe('refused');
  });

  it.each(['events.>', 'events.acme.>', 'commands.>', 'attempts.>', '$KV.>', '_INBOX_gateway.>', '>'])(
    'cannot listen to %s',
    async (subject) => {
      const refused = Promise.withResolvers<string>();
      helpdesk.subscribe(subject, {
        callback: (error) => refused.resolve(error?.message ?? 'a message'),
      });
      expect(await refused.promise).toMatch(REFUSED);
    },
  );

  it('cannot have the broker answer on a subject of another tenant', async () => {
    const before = await eventsOf('other');
    const stored = await jetstream(helpdesk).publish('events.acme.custom.probe', JSON.stringify(anEvent()));
    helpdesk.publish('events.acme.custom.probe', '{}', { reply: 'events.other.ticket.created' });
    await helpdesk.flush();
    // What comes later in the stream has been stored after everything before it.
    const after = await jetstream(helpdesk).publish('events.acme.custom.probe', '{}');
    expect(after.seq).toBe(stored.seq + 2);
    await jetstream(helpdesk).publish('events.acme.custom.probe', '{}');
    expect(await eventsOf('other')).toBe(before);
  });

  async function eventsOf(tenant: string): Promise<number> {
    const jsm = await jetstreamManager(await login('operator'));
    const { state } = await jsm.streams.info('EVENTS', { subjects_filter: `events.${tenant}.>` });
    return Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
  }
});

describe('a service', () => {
  it.each([
    ['gateway', '$JS.API.STREAM.PURGE.EVENTS'],
    ['gateway', '$JS.API.CONSUMER.MSG.NEXT.ATTEMPTS.logs-attempts'],
    ['gateway', '$JS.API.CONSUMER.DELETE.ATTEMPTS.logs-attempts'],
    ['gateway', '$JS.API.CONSUMER.CREATE.EVENTS.mine.events.>'],
    ['gateway', '$KV.DESKHOOK_CONFIG.key.x'],
    ['gateway', 'deliveries.acme.sub_1'],
    ['subscriptions', 'events.acme.ticket.created'],
    ['subscriptions', '$JS.API.CONSUMER.MSG.NEXT.EVENTS.evaluator'],
    ['subscriptions', 'logs.deliveries.get'],
    ['evaluator', 'attempts.acme.sub_1'],
    ['evaluator', 'events.acme.ticket.created'],
    ['evaluator', '$KV.DESKHOOK_CONFIG.tenant.acme'],
    ['evaluator', 'retries.set.acme.sub_1.dlv_1'],
    ['dispatcher', '$KV.DESKHOOK_CONFIG.tenant.acme'],
    ['dispatcher', '$JS.API.STREAM.MSG.GET.KV_DESKHOOK_TIMERS'],
    ['dispatcher', '$JS.API.STREAM.MSG.GET.EVENTS'],
    ['dispatcher', '$JS.API.STREAM.PURGE.DELIVERIES'],
    ['dispatcher', '$JS.API.STREAM.DELETE.PARKED'],
    ['dispatcher', 'events.acme.ticket.created'],
    ['dispatcher', 'subscriptions.keys.create'],
    ['dispatcher', 'timers.set.0.x'],
    ['scheduler', 'deliveries.acme.sub_1'],
    ['scheduler', '$KV.DESKHOOK_CONFIG.tenant.acme'],
    ['scheduler', '$JS.API.STREAM.DELETE.TIMERS'],
    ['logs', '$JS.API.STREAM.MSG.GET.KV_DESKHOOK_TIMERS'],
    ['logs', '$KV.DESKHOOK_CONFIG.tenant.acme'],
    ['logs', '$JS.API.STREAM.PURGE.ATTEMPTS'],
    ['provision', '$JS.API.STREAM.DELETE.EVENTS'],
    ['provision', '$JS.API.STREAM.PURGE.EVENTS'],
    ['provision', '$JS.API.STREAM.MSG.GET.KV_DESKHOOK_CONFIG'],
    ['provision', 'events.acme.ticket.created'],
  ])('%s may not use %s', async (name, subject) => {
    expect(await verdictOn(await asService(name), subject)).toBe('refused');
  });

  it("cannot listen to another's answers or calls", async () => {
    const connection = await asService('dispatcher');
    for (const subject of ['_INBOX_gateway.>', '_INBOX.>', 'subscriptions.>', 'events.>', '$KV.>']) {
      const refused = Promise.withResolvers<string>();
      connection.subscribe(subject, {
        callback: (error) => refused.resolve(error?.message ?? 'a message'),
      });
      expect(await refused.promise).toMatch(REFUSED);
    }
  });

  it('cannot read a bucket that is not its own', async () => {
    const timers = await new Kvm(jetstream(await asService('dispatcher'))).open('DESKHOOK_TIMERS');
    await expect(timers.get('acme.123')).rejects.toThrow(REFUSED);
  });
});

describe('the sample configuration', () => {
  it('is valid as it stands, with its variables in the environment', async () => {
    const { binary } = await findNatsServer();
    const folder = join(projectRoot(), 'deploy', 'nats');
    const texts = ['accounts.conf', 'deskhook-users.conf', 'tenant-acme.conf'].map((name) =>
      readFileSync(join(folder, 'accounts', name), 'utf8'),
    );
    const names = texts.join('\n').match(/(?<=\$)[A-Z]+_PASSWORD/g) ?? [];
    const env = Object.fromEntries(names.map((name) => [name, 'from-the-environment']));
    const checked = spawnSync(binary, ['-t', '-c', join(folder, 'nats-server.conf')], {
      env,
      encoding: 'utf8',
    });
    expect(checked.stdout + checked.stderr).toContain('is valid');
  });
});

describe('somebody without a right password', () => {
  it('does not get in', async () => {
    const login = connect({ servers: world.nats.url, user: 'gateway', pass: 'wrong', reconnect: false });
    await expect(login).rejects.toThrow(/authoriz/i);
  });
});
