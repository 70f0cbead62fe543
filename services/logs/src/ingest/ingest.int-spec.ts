import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mergeRecords, recordOf, STANDINGS, statusOf, type DeliveryFact } from '@deskhook/domain';
import { ACK, type IncomingMessage } from '@deskhook/messaging';
import fc from 'fast-check';
import { z } from 'zod';
import {
  aDeadLetter,
  aDelivery,
  aMessage,
  anEvent,
  aReport,
  BEGIN,
  bytes,
  deadLetterMessage,
  deliveryMessage,
  eventMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { unpack } from './packed-bytes.js';

const packed = z.instanceof(Buffer);

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());
beforeEach(() => log.clear());

const dump = async () => ({
  events: await log.database.query('SELECT * FROM logs.events ORDER BY tenant, id, sequence', []),
  deliveries: await log.database.query('SELECT * FROM logs.deliveries ORDER BY tenant, id', []),
  attempts: await log.database.query('SELECT * FROM logs.attempts ORDER BY tenant, delivery_id, number', []),
  bodies: await log.database.query('SELECT * FROM logs.bodies ORDER BY tenant, hash', []),
  texts: await log.database.query('SELECT * FROM logs.delivery_texts ORDER BY delivery_id, text_id', []),
  stats: await log.database.query(
    'SELECT * FROM logs.attempt_stats ORDER BY tenant, minutes, at, series_id',
    [],
  ),
});

async function take(message: IncomingMessage): Promise<void> {
  const root = message.subject.split('.')[0];
  if (root === 'events') await log.events.keep([message]);
  else if (root === 'deliveries') await log.deliveries.keep([message]);
  else await log.attempts.keep([message]);
}

describe('what is written down', () => {
  it('shows a delivery with every attempt and the exact bodies', async () => {
    await log.events.keep([eventMessage(anEvent())]);
    await log.deliveries.keep([deliveryMessage(aDelivery())]);
    const failed = aReport({
      status: 'retrying',
      reason: 'the endpoint answered 500',
      nextAttemptAt: BEGIN + 9_000,
      response: { code: 500, headers: {}, body: 'sorry', truncated: true },
    });
    await log.attempts.keep([reportMessage(failed)]);
    expect(await log.deliveryLog.find(TENANT, 'dlv_one')).toEqual({
      id: 'dlv_one',
      eventId: 'event-one',
      subscriptionId: 'sub_one',
      trigger: null,
      url: 'https://example.com/hook',
      type: 'ticket.created',
      ticketId: '123',
      status: 'retrying',
      attemptCount: 1,
      lastResponseCode: 500,
      nextAttemptAt: '2026-02-17T14:45:09.000Z',
      reason: 'the endpoint answered 500',
      createdAt: '2026-02-17T14:45:00.000Z',
      updatedAt: '2026-02-17T14:45:01.012Z',
    });
    await log.attempts.keep([reportMessage(aReport({ number: 2 }))]);
    expect(await log.deliveryLog.find(TENANT, 'dlv_one')).toMatchObject({
      status: 'delivered',
      attemptCount: 2,
      lastResponseCode: 200,
      nextAttemptAt: null,
      reason: null,
    });
    const [first, second] = await log.deliveryLog.attempts(TENANT, 'dlv_one');
    expect(first).toEqual({
      number: 1,
      at: '2026-02-17T14:45:01.000Z',
      durationMs: 12.5,
      requestHeaders: { 'webhook-id': 'dlv_one' },
      requestBody: '{"sent":true}',
      responseCode: 500,
      responseHeaders: {},
      responseBody: 'sorry',
      responseTruncated: true,
      error: null,
      redirects: [],
      warnings: [],
      traceId: 'a'.repeat(32),
    });
    expect(second).toMatchObject({ number: 2, responseCode: 200, requestBody: '{"sent":true}' });
  });

  it('keeps the native event, the redirects and the warnings', async () => {
    const redirects = [{ code: 307, url: 'https://example.com/moved' }];
    const warnings = ['The body has 200000 bytes.'];
    const marked = { deliveryId: 'dlv_native', trigger: 'close-ticket', redirects, warnings };
    await log.attempts.keep([reportMessage(aReport(marked))]);
    expect(await log.deliveryLog.find(TENANT, 'dlv_native')).toMatchObject({ trigger: 'close-ticket' });
    expect(await log.deliveryLog.attempts(TENANT, 'dlv_native')).toMatchObject([{ redirects, warnings }]);
  });

  it("keeps an event's payload once, and finds it by the attempt's hash", async () => {
    const event = eventMessage(anEvent());
    await log.events.keep([event, eventMessage(anEvent(), 2)]);
    const { hash } = await import('node:crypto');
    const request = {
      headers: {},
      contentType: 'application/json',
      bodyHash: hash('sha256', event.payload, 'base64url'),
    };
    await log.attempts.keep([reportMessage(aReport({ request }))]);
    expect((await dump()).bodies).toHaveLength(1);
    const [attempt] = await log.deliveryLog.attempts(TENANT, 'dlv_one');
    expect(attempt?.requestBody).toBe(Buffer.from(event.payload).toString('utf8'));
  });

  it('shows a cancelled delivery that was never attempted', async () => {
    const { request: _, response: __, durationMs: ___, ...rest } = aReport();
    const cancelled = { ...rest, status: 'cancelled' as const, reason: 'the subscription was deleted' };
    expect(await log.attempts.keep([reportMessage(cancelled)])).toEqual([ACK]);
    expect(await log.deliveryLog.find(TENANT, 'dlv_one')).toMatchObject({
      status: 'cancelled',
      reason: 'the subscription was deleted',
      attemptCount: 0,
      lastResponseCode: null,
    });
  });
});

describe('any order and any number of times', () => {
  const fact = fc.oneof(
    fc.record({
      kind: fc.constant('attempted' as const),
      number: fc.integer({ min: 1, max: 5 }),
      standing: fc.constantFrom(...STANDINGS.filter((standing) => standing !== 'pending')),
      at: fc.integer({ min: 0, max: 5 }).map((second) => BEGIN + second * 1_000),
    }),
    fc.record({
      kind: fc.constant('begun' as const),
      numberBefore: fc.integer({ min: 0, max: 4 }),
      at: fc.integer({ min: 0, max: 5 }).map((second) => BEGIN + second * 1_000),
    }),
  );
  const messageOf = (id: string, known: DeliveryFact): IncomingMessage =>
    known.kind === 'begun'
      ? deliveryMessage(
          aDelivery({ id, number: known.numberBefore + 1, numberBefore: known.numberBefore }),
          known.at,
        )
      : reportMessage(
          aReport({
            deliveryId: id,
            number: known.number,
            status: known.standing,
            at: known.at,
            durationMs: 0,
          }),
        );

  it('ends where the pure rule of libs/domain ends', async () => {
    let run = 0;
    const batches = fc.array(fc.array(fact, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (facts) => {
        const id = `dlv_${run++}`;
        for (const batch of facts) {
          const messages = batch.map((one) => messageOf(id, one));
          const of = (root: string) => messages.filter((message) => message.subject.startsWith(root));
          if (of('attempts').length > 0) await log.attempts.keep(of('attempts'));
          if (of('deliveries').length > 0) await log.deliveries.keep(of('deliveries'));
        }
        const expected = facts.flat().map(recordOf).reduce(mergeRecords);
        const [row] = await log.database.query('SELECT * FROM logs.deliveries WHERE id = $1', [id]);
        expect(row).toMatchObject({
          status: statusOf(expected),
          number: expected.number,
          standing: STANDINGS.indexOf(expected.standing),
          changed_at: new Date(expected.at),
          delivered_number: expected.deliveredNumber,
          replayed_after: expected.replayedAfter,
        });
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('gives the same tables', async () => {
    const retrying = aReport({ status: 'retrying', reason: 'refused', error: 'ECONNREFUSED' });
    const messages = [
      eventMessage(anEvent(), 7),
      eventMessage(anEvent(), 9, BEGIN + 50),
      deliveryMessage(aDelivery()),
      reportMessage(retrying),
      reportMessage(aReport({ number: 2, status: 'dead', reason: 'refused' })),
      deliveryMessage(aDelivery({ number: 3, numberBefore: 2 }), BEGIN + 60_000),
      reportMessage(aReport({ number: 3, at: BEGIN + 61_000 })),
    ];
    for (const message of messages) await take(message);
    const expected = await dump();
    expect(expected.deliveries).toMatchObject([{ status: 'delivered', number: 3 }]);
    const order = fc.shuffledSubarray([...messages, ...messages], {
      minLength: messages.length * 2,
      maxLength: messages.length * 2,
    });
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        await log.clear();
        for (const message of shuffled) await take(message);
        expect(await dump()).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('hostile input', () => {
  it('keeps NUL and lone surrogates as U+FFFD, and bytes that are no text as they are', async () => {
    const nasty = 'a\0b\ud800c\\u0000';
    const body = Buffer.from([0, 1, 0xff, 0xfe, 0xc3, 0x28]);
    const request = {
      headers: { 'x-n\0': nasty },
      contentType: 'application/json',
      bodyHash: 'raw',
      body: body.toString('base64'),
    };
    const report = aReport({ request, reason: nasty, error: nasty, ticketId: nasty });
    expect(await log.attempts.keep([reportMessage(report)])).toEqual([ACK]);
    const event = anEvent({ id: nasty, subject: nasty, data: { ticket: { id: nasty } } });
    expect(await log.events.keep([eventMessage(event)])).toEqual([ACK]);
    expect(await log.deliveries.keep([deliveryMessage(aDelivery({ ticketId: nasty }))])).toEqual([ACK]);
    const letter = deadLetterMessage(aDeadLetter({ detail: nasty }), body);
    expect(await log.deadLetters.keep([letter])).toEqual([ACK]);

    const clean = 'a\ufffdb\ufffdc\\u0000';
    const [attempt] = await log.deliveryLog.attempts(TENANT, 'dlv_one');
    expect(attempt).toMatchObject({ error: clean, requestHeaders: { 'x-n\ufffd': clean } });
    const { bodies, events, deliveries } = await dump();
    expect(bodies.map((row) => unpack(packed.parse(row['packed'])))).toContainEqual(body);
    expect(events).toMatchObject([{ id: clean, ticket_id: clean }]);
    expect(deliveries).toMatchObject([{ ticket_id: clean }]);
    const { items } = await log.deadLetterLog.list(TENANT, { limit: 10 });
    expect(items).toMatchObject([{ detail: clean, payload: body.toString('utf8') }]);
  });

  it('rejects the culprits of a batch and keeps the others', async () => {
    const good = (id: string) => reportMessage(aReport({ deliveryId: id }));
    const raw = (payload: Uint8Array) => aMessage({ subject: 'attempts.acme.sub_one', payload });
    const batch = [
      good('dlv_a'),
      raw(bytes('not json')),
      good('dlv_b'),
      raw(bytes({ ...aReport(), number: 'many' })),
      raw(bytes({ ...aReport(), tenant: null })),
      raw(bytes({ ...aReport(), status: 'lost' })),
      raw(bytes({ ...aReport(), at: 1e300 })),
      raw(
        bytes(`${JSON.stringify(aReport())}\x1e${JSON.stringify(aReport({ deliveryId: 'dlv_smuggled' }))}`),
      ),
      raw(bytes([aReport()])),
      raw(Buffer.from([0xff, 0xfe])),
      raw(Buffer.alloc(0)),
      good('dlv_c'),
    ];
    const outcomes = await log.attempts.keep(batch);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([
      'ack',
      'reject',
      'ack',
      ...Array.from({ length: 8 }, () => 'reject'),
      'ack',
    ]);
    expect(outcomes[1]).toMatchObject({ refusal: { detail: expect.stringContaining('cannot store') } });
    expect((await dump()).deliveries.map((row) => row['id'])).toEqual(['dlv_a', 'dlv_b', 'dlv_c']);
  });

  it('leaves events to the evaluator, and what is no delivery to the dispatcher', async () => {
    const bare = aMessage({ subject: 'deliveries.acme.sub_one' });
    expect(await log.deliveries.keep([bare])).toEqual([ACK]);
    const garbled = aMessage({ subject: bare.subject, headers: { 'Deskhook-Delivery': '{' } });
    expect(await log.deliveries.keep([garbled])).toMatchObject([{ kind: 'reject' }]);
    const broken = [
      aMessage({ subject: 'events.acme.ticket.created', payload: bytes('{') }),
      aMessage({ subject: 'events.acme.ticket.created', payload: bytes('null') }),
      aMessage({ subject: 'events.acme.ticket.created', payload: Buffer.from([0xff]) }),
      aMessage({ subject: 'events.acme.ticket.created', payload: bytes(anEvent({ type: 'ticket.closed' })) }),
    ];
    expect(await log.events.keep(broken)).toEqual(broken.map(() => ACK));
    expect((await dump()).events).toEqual([]);
  });

  it('never hands out a dead letter of a dead letter', async () => {
    const bare = aMessage({ subject: 'dead.acme.events' });
    expect(await log.deadLetters.keep([bare])).toEqual([ACK]);
  });
});
