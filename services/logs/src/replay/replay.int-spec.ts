import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONSUMERS, deliverySchema, HEADERS, STREAMS, subjects, type RpcRequest } from '@deskhook/contracts';
import { createDatabase } from '../../../../test/support/postgres.js';
import { waitUntil } from '../../../../test/support/processes.js';
import {
  aDeadLetter,
  aDelivery,
  anEvent,
  aReport,
  bytes,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLogsService, type LogsUnderTest } from '../../../../test/support/logs/service.js';

let logs: LogsUnderTest;
let place: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  place = await createDatabase();
  logs = await startLogsService(place.url);
});
afterAll(async () => {
  await logs.stop();
  await place.drop();
});

const query = { limit: 50 };
const find = (id: string) =>
  logs.rpc.call('logs.deliveries.get', { tenant: TENANT, id }).catch(() => undefined);
const replay = (id: string) => logs.rpc.call('logs.deliveries.replay', { tenant: TENANT, id });
const shown = (id: string, status: string) =>
  waitUntil(async () => ((await find(id))?.status === status ? true : undefined), {
    what: `${id} ${status}`,
    timeoutMs: 60_000,
  });

const deliverySubject = subjects.delivery(TENANT, 'sub_one');

async function sentAgain() {
  const message = await logs.last(STREAMS.deliveries, deliverySubject);
  return { message, delivery: deliverySchema.parse(JSON.parse(message?.header.get(HEADERS.delivery) ?? '')) };
}

describe('the replay of a delivery', () => {
  it('sends the bytes of the last attempt as a new run', async () => {
    await logs.announce(aDelivery({ id: 'dlv_dead' }), bytes(anEvent()));
    const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const request = {
      headers: {},
      contentType: 'application/x-special',
      bodyHash: 'special',
      body: body.toString('base64'),
    };
    await logs.report(aReport({ deliveryId: 'dlv_dead', status: 'retrying', request }));
    await logs.report(aReport({ deliveryId: 'dlv_dead', number: 2, status: 'dead', reason: 'x', request }));
    await shown('dlv_dead', 'dead');
    expect(await replay('dlv_dead')).toEqual({ id: 'dlv_dead', attempt: 3 });

    const { message, delivery } = await sentAgain();
    expect(delivery).toEqual({
      ...aDelivery({ id: 'dlv_dead', number: 3, numberBefore: 2 }),
      previous: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`,
    });
    expect(Buffer.from(message?.data ?? [])).toEqual(body);
    expect(message?.header.get(HEADERS.rendered)).toBe('{"contentType":"application/x-special"}');
    expect(message?.header.get(HEADERS.traceparent)).toBe(delivery.previous);

    await shown('dlv_dead', 'pending');
    await expect(replay('dlv_dead')).rejects.toMatchObject({ failure: { kind: 'conflict' } });
    await logs.report(aReport({ deliveryId: 'dlv_dead', number: 3 }));
    await shown('dlv_dead', 'delivered');
  });

  it('sends the event where there was no attempt', async () => {
    const event = anEvent({ id: 'event-two' });
    await logs.publishEvent(event, { traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01` });
    const { request: _, response: __, durationMs: ___, ...head } = aReport();
    await logs.report({ ...head, deliveryId: 'dlv_gone', eventId: 'event-two', status: 'cancelled' });
    await shown('dlv_gone', 'cancelled');
    await waitUntil(
      async () =>
        (await logs.rpc.call('logs.events.list', { tenant: TENANT, query })).items.find(
          (item) => item.id === 'event-two',
        ),
      { what: 'the event', timeoutMs: 60_000 },
    );
    expect(await replay('dlv_gone')).toEqual({ id: 'dlv_gone', attempt: 2 });
    const { message, delivery } = await sentAgain();
    expect(delivery).toMatchObject({ id: 'dlv_gone', number: 2, numberBefore: 1, mode: 'structured' });
    expect(message?.json()).toEqual(event);
    expect(message?.header.get(HEADERS.rendered)).toBe('');
    expect(message?.header.get(HEADERS.traceparent)).toContain('c'.repeat(32));
    await shown('dlv_gone', 'pending');
  });

  it('is exported where the last attempt was', async () => {
    const request = { headers: {}, contentType: 'application/json', bodyHash: 'exported', body: 'e30=' };
    await logs.report(aReport({ deliveryId: 'dlv_exported', status: 'dead', sampled: true, request }));
    await shown('dlv_exported', 'dead');
    await replay('dlv_exported');
    const { message, delivery } = await sentAgain();
    expect(delivery.previous).toBe(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
    expect(message?.header.get(HEADERS.traceparent)).toBe(delivery.previous);
  });

  it('of an event that nobody traced begins its trace, so that sampling applies to it', async () => {
    await logs.publishEvent(anEvent({ id: 'event-untraced' }));
    const { request: _, response: __, durationMs: ___, ...head } = aReport();
    await logs.report({ ...head, deliveryId: 'dlv_none', eventId: 'event-untraced', status: 'cancelled' });
    await shown('dlv_none', 'cancelled');
    await waitUntil(
      () => logs.rpc.call('logs.events.get', { tenant: TENANT, id: 'event-untraced' }).catch(() => undefined),
      { what: 'the event', timeoutMs: 60_000 },
    );
    await replay('dlv_none');
    const { message, delivery } = await sentAgain();
    expect(delivery).toMatchObject({ id: 'dlv_none', eventId: 'event-untraced' });
    expect(message?.header.has(HEADERS.traceparent)).toBe(false);
  });

  it('waits for an event that the log does not have yet', async () => {
    const { consumers } = logs.broker.jsm;
    await consumers.pause(STREAMS.events, CONSUMERS.logsEvents, new Date(Date.now() + 3_600_000));
    await logs.publishEvent(anEvent({ id: 'event-late' }));
    const { request: _, response: __, durationMs: ___, ...head } = aReport();
    const late = { ...head, deliveryId: 'dlv_late', eventId: 'event-late', acceptedAt: Date.now() };
    await logs.report({ ...late, status: 'cancelled' });
    await shown('dlv_late', 'cancelled');
    await expect(replay('dlv_late')).rejects.toMatchObject({
      failure: { kind: 'unavailable', detail: expect.stringContaining('"event-late" yet') },
    });
    // What was accepted before all that is missing will not come.
    await logs.report({ ...late, deliveryId: 'dlv_never', acceptedAt: head.acceptedAt, status: 'cancelled' });
    await shown('dlv_never', 'cancelled');
    await expect(replay('dlv_never')).rejects.toMatchObject({ failure: { kind: 'conflict' } });

    await consumers.resume(STREAMS.events, CONSUMERS.logsEvents);
    const sent = await waitUntil(() => replay('dlv_late').catch(() => undefined), {
      what: 'the event',
      timeoutMs: 60_000,
    });
    expect(sent).toEqual({ id: 'dlv_late', attempt: 2 });
  });

  it('replaces an armed retry', async () => {
    const id = 'dlv_waiting';
    const subject = subjects.retrySet(TENANT, 'sub_one', id);
    const target = subjects.retryDue(TENANT, 'sub_one');
    await logs.publisher.schedule({ subject, target, at: Date.now() + 3_600_000, payload: 'old' });
    await logs.report(aReport({ deliveryId: id, status: 'retrying', nextAttemptAt: Date.now() + 3_600_000 }));
    await shown(id, 'retrying');
    expect(await replay(id)).toEqual({ id, attempt: 2 });
    const due = await waitUntil(async () => (await logs.last(STREAMS.retries, target)) ?? undefined, {
      what: 'the fired schedule',
      timeoutMs: 60_000,
    });
    expect(due.string()).toBe('{"sent":true}');
    expect(JSON.parse(due.header.get(HEADERS.delivery))).toMatchObject({ id, number: 2, numberBefore: 1 });
    expect(await logs.last(STREAMS.retries, subject)).toBeNull();
  });

  it('says what is wrong', async () => {
    await expect(replay('dlv_unknown')).rejects.toMatchObject({
      failure: { kind: 'not-found', detail: expect.stringContaining('a moment behind') },
    });
    const unknownEvent = logs.rpc.call('logs.events.get', { tenant: TENANT, id: 'nothing' });
    await expect(unknownEvent).rejects.toMatchObject({ failure: { kind: 'not-found' } });
  });
});

describe('dead letters', () => {
  const list = (more: Partial<RpcRequest<'logs.dead-letters.list'>['query']> = {}) =>
    logs.rpc.call('logs.dead-letters.list', { tenant: TENANT, query: { ...query, ...more } });
  const bury = (header: ReturnType<typeof aDeadLetter>, payload: string) =>
    logs.publisher.publish({
      subject: subjects.dead(TENANT, STREAMS.events),
      payload,
      headers: { [HEADERS.deadLetter]: JSON.stringify(header) },
      messageId: header.id,
    });
  const arrived = (id: string) =>
    waitUntil(async () => (await list()).items.find((item) => item.id === id), {
      what: id,
      timeoutMs: 60_000,
    });

  it('are listed with the reason and published again as they came', async () => {
    const subject = subjects.event(TENANT, 'ticket.deleted');
    const headers = { 'ce-id': 'event-nine', 'content-type': 'application/json' };
    const letter = aDeadLetter({ subject, headers, pointer: '/data', reason: 'schema_violation' });
    await bury(letter, '{"ticket":{}}');
    expect(await arrived(letter.id)).toEqual({
      id: letter.id,
      subject,
      reason: 'schema_violation',
      detail: letter.detail,
      pointer: '/data',
      receivedAt: '2026-02-17T14:45:00.000Z',
      payload: '{"ticket":{}}',
      truncatedFrom: null,
      replayedAt: null,
      replayOf: null,
    });
    expect((await list({ reason: 'hop_limit' })).items).toEqual([]);
    const answer = await logs.rpc.call('logs.dead-letters.replay', { tenant: TENANT, id: letter.id });
    expect(answer).toEqual({ id: letter.id, subject });
    const again = await logs.last(STREAMS.events, subject);
    expect(again?.string()).toBe('{"ticket":{}}');
    expect(again?.header.get('ce-id')).toBe('event-nine');
    expect((await arrived(letter.id)).replayedAt).not.toBeNull();
  });

  it('cannot be published again when they were cut', async () => {
    const letter = aDeadLetter({ truncatedFrom: 2_000_000 });
    await bury(letter, 'cut');
    await arrived(letter.id);
    const answer = logs.rpc.call('logs.dead-letters.replay', { tenant: TENANT, id: letter.id });
    await expect(answer).rejects.toMatchObject({
      failure: { kind: 'conflict', detail: expect.stringContaining('2000000') },
    });
  });
});
