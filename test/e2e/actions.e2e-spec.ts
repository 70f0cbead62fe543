import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deadLetterHeaderSchema, HEADERS, type Action, type SubscriptionRecord } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import type { JsMsg } from '@nats-io/jetstream';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const commandSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  causationid: z.string(),
  hopcount: z.number(),
  data: z.looseObject({
    action: z.looseObject({ type: z.string() }),
    ticket: z.looseObject({ id: z.number() }),
  }),
});
type Command = z.infer<typeof commandSchema> & { readonly subjectOfMessage: string };

const NOTE: Action = { type: 'add_note', body: 'Sent to CRM' };
const TAGS: Action = { type: 'add_tags', tags: ['crm'] };
const updated = {
  ticket: { id: 7, subject: 'Printer', track_id: 'T-7', status: { slug: 'closed', base: 'closed' } },
  changes: [{ field: 'status', old: 'open', new: 'closed' }],
};

/** Everything that a stream holds and gets under a subject. */
async function follow(broker: Broker, stream: string, filter_subjects: string): Promise<readonly JsMsg[]> {
  const found: JsMsg[] = [];
  const consumer = await broker.js.consumers.get(stream, { filter_subjects });
  await consumer.consume({ callback: (message) => void found.push(message) });
  return found;
}

const commandOf = (message: JsMsg): Command => ({
  ...commandSchema.parse(message.json()),
  subjectOfMessage: message.subject,
});

const reached = <T>(list: readonly T[], count: number, what: string) =>
  waitUntil(() => (list.length >= count ? list : undefined), { what: `${count} ${what}`, timeoutMs: 60_000 });

describe('actions', () => {
  let path: HotPath;
  let receiver: Receiver;
  let made = 0;
  let tenant = '';
  beforeAll(async () => {
    path = await startHotPath();
  });
  afterAll(() => path.close());
  beforeEach(async () => {
    receiver = await startReceiver();
    tenant = `tenant-${++made}`;
    await path.putTenant(tenant);
  });
  afterEach(() => receiver.close());

  const subscribe = (overrides: Partial<SubscriptionRecord> = {}) =>
    path.putSubscription({ id: 'sub_1', tenant, urls: [receiver.url], events: ['ticket.*'], ...overrides });

  const reports = (count: number) => attemptReports(path.broker, { tenant, subscription: 'sub_1', count });

  test('become commands in their order, once for an event and all that is derived from it', async () => {
    await subscribe({
      name: 'CRM sync',
      actions: [NOTE, TAGS],
      events: ['ticket.closed', 'ticket.status_changed'],
    });
    const commands = await follow(path.broker, 'COMMANDS', `commands.${tenant}.>`);
    const event = anEvent({ type: 'ticket.updated', id: 'e-1', data: updated, hopcount: 2 });
    await path.publish(event, tenant);
    await path.publish(event, tenant);
    const again = { ...event, id: 'e-2' };
    await path.publish(again, tenant);
    await reports(4);
    const all = (await reached(commands, 4, 'commands')).map(commandOf);
    const ofEvent = (id: string) => all.filter(({ causationid }) => causationid.startsWith(`${id}:`));
    const [note, tags] = ofEvent('e-1');
    expect(note).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^cmd_/),
      source: `/tenants/${tenant}/deskhook/evaluator`,
      type: 'command.add_note',
      subject: 'tickets/7',
      time: expect.stringMatching(/Z$/),
      datacontenttype: 'application/json',
      causationid: 'e-1:ticket.status_changed',
      correlationid: 'e-1',
      hopcount: 3,
      traceparent: expect.stringMatching(/^00-/),
      data: {
        action: NOTE,
        ticket: { id: 7, track_id: 'T-7', subject: 'Printer' },
        subscription: { id: 'sub_1', name: 'CRM sync' },
        event: { id: 'e-1:ticket.status_changed', type: 'ticket.status_changed' },
      },
      subjectOfMessage: `commands.${tenant}.add_note`,
    });
    expect(tags).toMatchObject({ subjectOfMessage: `commands.${tenant}.add_tags`, data: { action: TAGS } });
    expect(ofEvent('e-2').map(({ type, causationid }) => [type, causationid])).toEqual([
      ['command.add_note', 'e-2:ticket.status_changed'],
      ['command.add_tags', 'e-2:ticket.status_changed'],
    ]);
    expect(commands).toHaveLength(4);
  });

  test('are asked for where the condition holds, of a dialect also where its deliveries are throttled', async () => {
    await subscribe({
      dialect: 'shahiassist',
      urls: ['https://127.0.0.1:1/'],
      events: ['article.viewed'],
      condition: { field: 'article.id', op: 'eq', value: 1 },
      actions: [NOTE],
    });
    const commands = await follow(path.broker, 'COMMANDS', `commands.${tenant}.>`);
    const viewed = (id: number) =>
      path.publish(anEvent({ type: 'article.viewed', data: { ticket: { id: 7 }, article: { id } } }), tenant);
    for (const id of [1, 2, 1]) await viewed(id);
    await reached(commands, 2, 'commands');
    expect((await reports(1)).length).toBe(1);
  });

  test('are not asked for of what is no ticket, nor of Deskhook’s own news', async () => {
    await subscribe({ events: ['*', 'deskhook.*'], actions: [NOTE] });
    const commands = await follow(path.broker, 'COMMANDS', `commands.${tenant}.>`);
    await path.publish(anEvent({ type: 'user.created', data: { user: { id: 4 } } }), tenant);
    const news = { type: 'deskhook.delivery_failed', data: { ticket: { id: 7 } } };
    await path.publish(anEvent(news), tenant);
    await path.publish(anEvent({ type: 'ticket.created', id: 'last' }), tenant);
    await reports(3);
    await reached(commands, 1, 'command');
    expect(commands.map((message) => commandOf(message).causationid)).toEqual(['last']);
  });

  test('that cause events that cause actions end at the hop limit, with one notice', async () => {
    await subscribe({ events: ['note.created', 'deskhook.loop_stopped'], actions: [NOTE] });
    const dead = await follow(path.broker, 'DEAD', `dead.${tenant}.>`);
    const notices = await follow(path.broker, 'NOTICES', `notices.${tenant}.>`);
    const commands = await follow(path.broker, 'COMMANDS', `commands.${tenant}.>`);
    const answered = new Set<string>();
    const helpdesk = await path.broker.js.consumers.get('COMMANDS', {
      filter_subjects: `commands.${tenant}.>`,
    });
    await helpdesk.consume({
      callback: (message) => {
        const { id, hopcount } = commandOf(message);
        if (answered.has(id)) return;
        answered.add(id);
        void path.publish(
          anEvent({ type: 'note.created', id: `by-${id}`, hopcount, causationid: id }),
          tenant,
        );
      },
    });
    for (const id of ['first', 'second']) await path.publish(anEvent({ type: 'note.created', id }), tenant);
    await reached(dead, 2, 'dead letters');
    const letters = dead.map((message) =>
      deadLetterHeaderSchema.parse(JSON.parse(message.headers?.get(HEADERS.deadLetter) ?? '')),
    );
    expect(letters.map(({ reason }) => reason)).toEqual(['hop_limit', 'hop_limit']);
    expect(commands).toHaveLength(12);
    const lastCommand = commands.map(commandOf).find(({ hopcount }) => hopcount === 6);
    await reports(13);
    expect(notices).toHaveLength(1);
    const notice: unknown = notices[0]?.json();
    expect(notice).toMatchObject({
      type: 'deskhook.loop_stopped',
      subject: 'tickets/123',
      data: {
        ticket: { id: 123 },
        loop: {
          event_type: 'note.created',
          hopcount: 6,
          limit: 5,
          advice: expect.stringContaining('dead letters'),
        },
      },
    });
    expect(answered).toContain(lastCommand?.id);
    const told = receiver.requests.map(({ body }): unknown => JSON.parse(body.toString()));
    expect(told).toContainEqual(notice);
  });
});

describe('where nobody reads the commands', () => {
  let path: HotPath;
  let receiver: Receiver;
  beforeAll(async () => {
    path = await startHotPath();
    receiver = await startReceiver();
    await path.broker.jsm.streams.update('COMMANDS', { max_msgs: 1 });
    await path.putTenant('acme');
    await path.putSubscription({ id: 'sub_1', urls: [receiver.url], actions: [NOTE, TAGS] });
  });
  afterAll(async () => {
    await receiver.close();
    await path.close();
  });

  test('what the full stream does not take is a dead letter, and the webhook goes out', async () => {
    const dead = await follow(path.broker, 'DEAD', 'dead.acme.commands');
    await path.publish(anEvent({ id: 'e-1' }));
    const [letter] = await reached(dead, 1, 'dead letters');
    const header = deadLetterHeaderSchema.parse(JSON.parse(letter?.headers?.get(HEADERS.deadLetter) ?? ''));
    expect(header).toMatchObject({ reason: 'stream_full', subject: 'commands.acme.add_tags' });
    expect(letter?.json()).toMatchObject({ type: 'command.add_tags', causationid: 'e-1' });
    await attemptReports(path.broker, { tenant: 'acme', subscription: 'sub_1', count: 1 });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe('when a process is killed', () => {
  let folder: string;
  let path: HotPath;
  let victim: ManagedProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhook-actions-'));
    path = await startHotPath({ DESKHOOK_ACK_WAIT_MS: '2000' });
    await path.putTenant('acme');
    await path.putSubscription({ id: 'sub_1', urls: ['http://127.0.0.1:1/'], actions: [NOTE, TAGS] });
  });
  afterAll(async () => {
    await victim.kill9();
    await path.close();
    await rm(folder, { recursive: true });
  });

  test('amid a burst, each command is there once all the same', async () => {
    const log = join(folder, 'evaluator.log');
    victim = await startProcess({
      name: 'evaluator',
      command: process.execPath,
      args: [`${projectRoot()}/dist/services/main.js`, 'evaluator'],
      env: { ...path.env, PATH: process.env['PATH'], DESKHOOK_LOG_LEVEL: 'info' },
      output: { file: log },
    });
    const evaluated = async () => (await readFile(log, 'utf8').catch(() => '')).includes('event.evaluated');
    const commands = await follow(path.broker, 'COMMANDS', 'commands.acme.>');
    let published = 0;
    const publishSome = async () => {
      for (let made = 0; made < 100; made++) await path.publish(anEvent({ id: `e-${++published}` }));
      return (await evaluated()) ? true : undefined;
    };
    await waitUntil(publishSome, { what: 'the second evaluator to work', timeoutMs: 60_000, pollMs: 1 });
    const rest = publishSome();
    await victim.kill9();
    await rest;
    await reached(commands, published * 2, 'commands');
    await waitUntil(isSettled, { what: 'every event to be settled', timeoutMs: 60_000 });
    expect(new Set(commands.map((message) => commandOf(message).id)).size).toBe(published * 2);
    expect(commands).toHaveLength(published * 2);
  });

  async function isSettled(): Promise<true | undefined> {
    const info = await path.broker.jsm.consumers.info('EVENTS', 'evaluator');
    return info.num_pending + info.num_ack_pending === 0 ? true : undefined;
  }
});
