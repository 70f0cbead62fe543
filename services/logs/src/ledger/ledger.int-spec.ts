import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  CONSUMERS,
  evaluationMessageId,
  HEADERS,
  STREAMS,
  subjects,
  type Evaluation,
  type Ledger,
} from '@deskhook/contracts';
import { endpointKey, ledgerImbalance } from '@deskhook/domain';
import { AckPolicy } from '@nats-io/jetstream';
import { createDatabase, type Database } from '../../../../test/support/postgres.js';
import { waitUntil } from '../../../../test/support/processes.js';
import { aDelivery, anEvent, aReport, bytes, TENANT } from '../../../../test/support/logs/fixture.js';
import { startLogsService, type LogsUnderTest } from '../../../../test/support/logs/service.js';

const URL = 'https://example.com/hook';
const SUBSCRIPTION = 'sub_one';
const GRACE_MS = 600;

let database: Database;
let logs: LogsUnderTest;
beforeAll(async () => {
  database = await createDatabase();
  logs = await startLogsService(database.url, { DESKHOOK_LEDGER_GRACE_MS: String(GRACE_MS) });
  // Both stand for services that settle what this test lets them settle.
  for (const [stream, durable_name, filter_subject] of [
    [STREAMS.events, CONSUMERS.evaluatorEvents, 'events.>'],
    [STREAMS.deliveries, CONSUMERS.dispatcherDeliveries, 'deliveries.*.*'],
    [STREAMS.deliveries, CONSUMERS.dispatcherOrdered, 'deliveries.*.*.ordered'],
  ] as const)
    await logs.broker.jsm.consumers.add(stream, {
      durable_name,
      filter_subject,
      ack_policy: AckPolicy.Explicit,
    });
}, 120_000);
afterAll(async () => {
  await logs.stop();
  await database.drop();
});

/** Settles what waits for a consumer. */
async function settle(stream: string, durable: string): Promise<void> {
  const consumer = await logs.broker.js.consumers.get(stream, durable);
  const { num_pending } = await consumer.info();
  if (num_pending === 0) return;
  for await (const message of await consumer.fetch({ max_messages: num_pending, expires: 1_000 }))
    await message.ackAck();
}

const settleEvents = () => settle(STREAMS.events, CONSUMERS.evaluatorEvents);
const settleDeliveries = () => settle(STREAMS.deliveries, CONSUMERS.dispatcherDeliveries);

async function publish(id: string): Promise<number> {
  return (await logs.publishEvent(anEvent({ id }))).sequence;
}

async function acceptedAt(sequence: number): Promise<number> {
  const message = await logs.broker.jsm.streams.getMessage(STREAMS.events, { seq: sequence });
  return message?.time.getTime() ?? 0;
}

async function evaluate(sequence: number, eventId: string, over: Partial<Evaluation> = {}): Promise<void> {
  const evaluation: Evaluation = {
    tenant: TENANT,
    eventId,
    sequence,
    acceptedAt: await acceptedAt(sequence),
    deliveries: over.deliveryIds?.length ?? 0,
    filtered: 0,
    commands: 0,
    deliveryIds: [],
    part: 0,
    ...over,
  };
  await logs.publisher.publish({
    subject: subjects.evaluation(TENANT),
    payload: '',
    headers: { [HEADERS.evaluation]: JSON.stringify(evaluation) },
    messageId: evaluationMessageId(evaluation),
  });
}

/** An event with one delivery, evaluated; gives the delivery. */
async function deliver(eventId: string) {
  const sequence = await publish(eventId);
  const delivery = aDelivery({
    id: `dlv_${eventId}`,
    eventId,
    subscriptionId: SUBSCRIPTION,
    url: URL,
    acceptedAt: await acceptedAt(sequence),
  });
  const { sequence: announced } = await logs.announce(delivery, bytes(anEvent({ id: eventId })));
  await evaluate(sequence, eventId, { deliveryIds: [delivery.id], filtered: 2, commands: 1 });
  return { delivery, announced };
}

const ended = (delivery: { readonly id: string; readonly eventId: string; readonly acceptedAt: number }) => ({
  deliveryId: delivery.id,
  eventId: delivery.eventId,
  subscriptionId: SUBSCRIPTION,
  url: URL,
  acceptedAt: delivery.acceptedAt,
});

async function ledger(): Promise<Ledger> {
  return logs.rpc.call('logs.ledger', { tenant: TENANT, query: {} });
}

/** The ledger once it has these figures. */
async function figures(expected: Partial<Ledger>): Promise<Ledger> {
  let last: Ledger | null = null;
  const isAsExpected = (found: Ledger) =>
    Object.entries(expected).every(([name, value]) => Reflect.get(found, name) === value);
  try {
    return await waitUntil(
      async () => {
        last = await ledger().catch(() => null);
        if (last === null) return undefined;
        return isAsExpected(last) ? last : undefined;
      },
      { what: 'the figures', timeoutMs: 60_000 },
    );
  } catch (cause) {
    throw new Error(`${JSON.stringify(expected)} never came, the last was ${JSON.stringify(last)}`, {
      cause,
    });
  }
}

/** Enough rounds for anything to be found unexplained. */
async function manyRounds(): Promise<void> {
  const begun = Date.parse((await ledger()).asOf ?? '');
  await waitUntil(
    async () => (Date.parse((await ledger()).asOf ?? '') > begun + 5 * GRACE_MS ? true : undefined),
    { what: 'some rounds', timeoutMs: 60_000 },
  );
}

it('counts what waits, is evaluated, filtered, pending, delivered, dead and cancelled', async () => {
  const waiting = await publish('event-waiting');
  const [one, two, three, four] = [
    await deliver('event-1'),
    await deliver('event-2'),
    await deliver('event-3'),
    await deliver('event-4'),
  ];
  await figures({
    accepted: 5,
    evaluated: 4,
    waiting: 1,
    deliveries: 4,
    pending: 4,
    filtered: 8,
    commands: 4,
  });
  await logs.report(aReport({ ...ended(one.delivery), status: 'delivered' }));
  await logs.report(aReport({ ...ended(two.delivery), status: 'dead' }));
  await logs.report(aReport({ ...ended(three.delivery), status: 'cancelled' }));
  await figures({ deliveries: 4, delivered: 1, dead: 1, cancelled: 1, pending: 1 });
  await logs.report(aReport({ ...ended(four.delivery), status: 'delivered' }));
  await evaluate(waiting, 'event-waiting');
  await settleEvents();
  await settleDeliveries();
  await manyRounds();
  const quiet = await figures({ accepted: 5, evaluated: 5, waiting: 0, delivered: 2, pending: 0 });
  expect(quiet).toMatchObject({ unexplained: 0, unexplainedItems: [], duplicates: 0 });
  expect(ledgerImbalance(quiet)).toEqual({ events: 0, deliveries: 0 });
});

it('counts an id once, however often it is published and told of, and what is refused not at all', async () => {
  const before = await ledger();
  const first = await publish('event-twice');
  const again = await publish('event-twice');
  await evaluate(first, 'event-twice', { filtered: 3 });
  await evaluate(again, 'event-twice', { filtered: 3 });
  const refused = await publish('event-refused');
  await logs.publisher.publish({
    subject: subjects.dead(TENANT, STREAMS.events),
    payload: '{}',
    headers: {
      [HEADERS.deadLetter]: JSON.stringify({
        id: 'dead_refused',
        reason: 'hop_limit',
        detail: 'a loop',
        subject: subjects.event(TENANT, 'ticket.created'),
        stream: STREAMS.events,
        sequence: refused,
        receivedAt: await acceptedAt(refused),
        headers: {},
      }),
    },
  });
  await settleEvents();
  await manyRounds();
  const after = await figures({ accepted: before.accepted + 1, duplicates: 1, waiting: 0 });
  expect(after).toMatchObject({
    evaluated: before.evaluated + 1,
    filtered: before.filtered + 3,
    unexplained: 0,
  });
});

it('knows where every open delivery is, and finds what is taken out of each place', async () => {
  const { broker } = logs;
  const armed = await deliver('event-armed');
  const parked = await deliver('event-parked');
  const kept = await deliver('event-kept');
  await settleDeliveries();
  // This one is not settled; the others are elsewhere by then.
  const announced = await deliver('event-announced');
  await settleEvents();
  const lane = subjects.parked(TENANT, SUBSCRIPTION, endpointKey(URL));
  const carried = (delivery: object) => ({ [HEADERS.delivery]: JSON.stringify(delivery) });
  for (const { delivery } of [parked, kept])
    await logs.publisher.publish({ subject: lane, payload: 'x', headers: carried(delivery) });
  const set = subjects.retrySet(TENANT, SUBSCRIPTION, armed.delivery.id);
  await logs.publisher.schedule({
    subject: set,
    target: subjects.retryDue(TENANT, SUBSCRIPTION),
    at: Date.now() + 3_600_000,
    payload: 'x',
    headers: carried(armed.delivery),
  });
  await logs.report(
    aReport({ ...ended(armed.delivery), status: 'retrying', nextAttemptAt: Date.now() + 3_600_000 }),
  );
  await manyRounds();
  const before = await figures({ unexplained: 0, pending: 4 });

  const lost = async (id: string, count: number) => {
    const found = await figures({ unexplained: count, pending: 4 - count, deliveries: before.deliveries });
    expect(found.unexplainedItems.map((item) => item.id)).toContain(id);
    expect(found.unexplainedItems.every(({ what }) => what === 'delivery')).toBe(true);
    expect(ledgerImbalance(found)).toEqual({ events: 0, deliveries: count });
  };
  await broker.jsm.streams.deleteMessage(STREAMS.deliveries, announced.announced);
  await lost(announced.delivery.id, 1);
  await broker.jsm.streams.purge(STREAMS.retries, { filter: set });
  await lost(armed.delivery.id, 2);
  const first = await broker.jsm.direct.getMessage(STREAMS.parked, { seq: 1, next_by_subj: lane });
  await broker.jsm.streams.deleteMessage(STREAMS.parked, first?.seq ?? 0);
  await lost(parked.delivery.id, 3);
  await settleDeliveries();
  await manyRounds();
  await figures({ unexplained: 3 });

  for (const { delivery } of [announced, armed, parked, kept])
    await logs.report(aReport({ ...ended(delivery), number: 2, status: 'delivered' }));
  await figures({ unexplained: 0, pending: 0, delivered: before.delivered + 4 });
});

it('misses an announcement that the evaluation names, and an event that nothing came of', async () => {
  const before = await figures({ unexplained: 0 });
  const sequence = await publish('event-unannounced');
  await evaluate(sequence, 'event-unannounced', { deliveryIds: ['dlv_never'] });
  const silent = await publish('event-silent');
  await figures({
    waiting: 1,
    accepted: before.accepted + 2,
    unexplained: 1,
    deliveries: before.deliveries + 1,
  });
  await settleEvents();
  const after = await figures({ unexplained: 2, waiting: 0 });
  expect(after.unexplainedItems).toMatchObject([
    { what: 'announcement', id: 'dlv_never', eventId: 'event-unannounced' },
    { what: 'event', id: 'event-silent', eventId: 'event-silent' },
  ]);
  expect(ledgerImbalance(after)).toEqual({ events: 1, deliveries: 1 });
  await evaluate(silent, 'event-silent');
  await figures({ unexplained: 1, evaluated: before.evaluated + 2 });
  const delivery = aDelivery({
    id: 'dlv_never',
    eventId: 'event-unannounced',
    acceptedAt: await acceptedAt(sequence),
  });
  await logs.report(aReport({ ...ended(delivery), status: 'delivered' }));
  const healed = await figures({ unexplained: 0, delivered: before.delivered + 1 });
  expect(ledgerImbalance(healed)).toEqual({ events: 0, deliveries: 0 });
});

it('refuses a window that cannot be, and tells of an empty one', async () => {
  const query = { from: '2026-02-17T12:00:30.000Z', to: '2026-02-17T12:00:31.000Z' };
  await expect(logs.rpc.call('logs.ledger', { tenant: TENANT, query })).resolves.toMatchObject({
    from: '2026-02-17T12:00:00.000Z',
    to: '2026-02-17T12:01:00.000Z',
    accepted: 0,
    deliveries: 0,
    unexplained: 0,
  });
  const backwards = { from: query.to, to: query.from };
  await expect(logs.rpc.call('logs.ledger', { tenant: TENANT, query: backwards })).rejects.toMatchObject({
    failure: { kind: 'invalid', errors: [{ pointer: '/query/from' }] },
  });
});
