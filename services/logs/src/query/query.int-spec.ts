import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryQuery } from '@deskhook/contracts';
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

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());
beforeEach(() => log.clear());

const ids = async (query: Partial<DeliveryQuery>) => {
  const { items } = await log.deliveryLog.list(TENANT, { limit: 50, ...query });
  return items.map((item) => item.id);
};
const iso = (time: number) => new Date(time).toISOString();

describe('the list of deliveries', () => {
  beforeEach(async () => {
    const failed = {
      status: 'retrying' as const,
      reason: 'the endpoint answered 503',
      response: { code: 503, headers: {}, body: '', truncated: false },
    };
    const third = { deliveryId: 'dlv_c', acceptedAt: BEGIN + 2, ticketId: '9', eventId: 'event-nine' };
    const [type, subscriptionId, url] = ['ticket.closed', 'sub_two', 'https://one.example/hook'];
    await log.attempts.keep([
      reportMessage(aReport({ deliveryId: 'dlv_a', url })),
      reportMessage(aReport({ deliveryId: 'dlv_b', acceptedAt: BEGIN + 1, type, subscriptionId, ...failed })),
      reportMessage(aReport(third)),
      reportMessage(aReport({ ...third, number: 2, error: 'ECONNRESET: 100% gone' })),
      reportMessage(aReport({ deliveryId: 'dlv_d', tenant: 'other' })),
    ]);
  });

  it('answers every filter', async () => {
    expect(await ids({})).toEqual(['dlv_c', 'dlv_b', 'dlv_a']);
    expect(await ids({ subscription: 'sub_two' })).toEqual(['dlv_b']);
    expect(await ids({ status: 'retrying' })).toEqual(['dlv_b']);
    expect(await ids({ type: 'ticket.closed' })).toEqual(['dlv_b']);
    expect(await ids({ ticket: '9' })).toEqual(['dlv_c']);
    expect(await ids({ event: 'event-nine' })).toEqual(['dlv_c']);
    expect(await ids({ url: 'https://one.example/hook' })).toEqual(['dlv_a']);
    expect(await ids({ code: 503 })).toEqual(['dlv_b']);
    expect(await ids({ error: 'answered 503' })).toEqual(['dlv_b']);
    expect(await ids({ error: 'econnreset: 100%' })).toEqual(['dlv_c']);
    expect(await ids({ from: iso(BEGIN + 1), to: iso(BEGIN + 2) })).toEqual(['dlv_b']);
    expect(await ids({ status: 'delivered', ticket: '123', url: 'one.example' })).toEqual(['dlv_a']);
    expect(await ids({ ticket: '\0' })).toEqual([]);
  });

  it('refuses a cursor that is not its own', async () => {
    for (const cursor of ['x', Buffer.from('[1,2]').toString('base64url')]) {
      await expect(ids({ cursor })).rejects.toMatchObject({ failure: { kind: 'invalid' } });
    }
  });
});

describe('pages', () => {
  const accepted = (id: number, at: number) =>
    deliveryMessage(aDelivery({ id: `dlv_${String(id).padStart(4, '0')}`, acceptedAt: at }));

  it('neither repeat nor skip a delivery while others arrive', async () => {
    const many = Array.from({ length: 95 }, (_, index) => accepted(index, BEGIN + Math.floor(index / 10)));
    await log.deliveries.keep(many);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; cursor !== null; page++) {
      const query = { limit: 10, ...(cursor === undefined ? {} : { cursor }) };
      const { items, nextCursor } = await log.deliveryLog.list(TENANT, query);
      seen.push(...items.map((item) => item.id));
      await log.deliveries.keep([accepted(1_000 + page, BEGIN + 100 + page)]);
      cursor = nextCursor;
    }
    expect(seen).toHaveLength(95);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('of events go on at the same instant', async () => {
    const many = Array.from({ length: 7 }, (_, n) => eventMessage(anEvent({ id: `event-${n}` }), n + 1));
    await log.events.keep(many);
    const first = await log.eventsRpc.list({ tenant: TENANT, query: { limit: 5 } });
    expect(first.items.map((item) => item.id)).toEqual([
      'event-6',
      'event-5',
      'event-4',
      'event-3',
      'event-2',
    ]);
    const query = { limit: 5, cursor: first.nextCursor ?? '' };
    const second = await log.eventsRpc.list({ tenant: TENANT, query });
    expect(second).toMatchObject({ items: [{ id: 'event-1' }, { id: 'event-0' }], nextCursor: null });
  });
});

describe('events', () => {
  const list = async (query = {}) =>
    (await log.eventsRpc.list({ tenant: TENANT, query: { limit: 50, ...query } })).items;

  it('are shown with the event and its deliveries', async () => {
    await log.events.keep([eventMessage(anEvent())]);
    const derived = aDelivery({
      id: 'dlv_two',
      eventId: 'event-one:ticket.closed',
      type: 'ticket.closed',
      acceptedAt: BEGIN + 1,
    });
    const stranger = aDelivery({ id: 'dlv_three', eventId: 'event-one:extra' });
    await log.deliveries.keep([aDelivery(), derived, stranger].map((delivery) => deliveryMessage(delivery)));
    const found = await log.eventsRpc.get({ tenant: TENANT, id: 'event-one' });
    expect(found.event).toMatchObject({
      id: 'event-one',
      type: 'ticket.created',
      time: '2026-02-17T14:45:00.000Z',
      ticketId: '123',
      receivedAt: '2026-02-17T14:45:00.000Z',
      event: anEvent(),
      deliveries: [{ id: 'dlv_one', status: 'pending' }, { id: 'dlv_two' }],
    });
    expect(await log.eventsRpc.get({ tenant: TENANT, id: 'event-one:ticket.closed' })).toEqual(found);
  });

  it('in binary mode are shown in structured form', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': 'binary-one',
      'ce-source': '/x',
      'ce-type': 'ticket.created',
      'content-type': 'application/json',
    };
    const payload = bytes({ ticket: { id: 7 } });
    await log.events.keep([aMessage({ subject: 'events.acme.ticket.created', payload, headers })]);
    const { event, stored } = await log.eventsRpc.get({ tenant: TENANT, id: 'binary-one' });
    expect(event).toMatchObject({
      ticketId: '7',
      event: {
        specversion: '1.0',
        id: 'binary-one',
        datacontenttype: 'application/json',
        data: { ticket: { id: 7 } },
      },
    });
    expect(stored).toEqual({
      payload: payload.toString(),
      attributes: { specversion: '1.0', id: 'binary-one', source: '/x', type: 'ticket.created' },
      contentType: 'application/json',
      type: 'ticket.created',
      acceptedAt: BEGIN,
    });
  });

  it('are filtered, and the first of an id that was not refused is the event', async () => {
    await log.events.keep([
      eventMessage(anEvent({ source: 'refused' }), 1),
      eventMessage(anEvent({ source: 'accepted' }), 2),
      eventMessage(anEvent({ source: 'repeated' }), 3),
      eventMessage(
        anEvent({ id: 'event-two', type: 'ticket.closed', data: { ticket: { id: 5 } } }),
        4,
        BEGIN + 5,
      ),
    ]);
    await log.deadLetters.keep([deadLetterMessage(aDeadLetter({ sequence: 1 }), Buffer.alloc(0))]);
    expect(await list()).toMatchObject([{ id: 'event-two' }, { id: 'event-one', source: 'accepted' }]);
    expect(await list({ type: 'ticket.closed' })).toMatchObject([{ id: 'event-two' }]);
    expect(await list({ ticket: '123' })).toMatchObject([{ id: 'event-one' }]);
    expect(await list({ from: iso(BEGIN + 1) })).toMatchObject([{ id: 'event-two' }]);
    expect(await list({ to: iso(BEGIN + 1) })).toMatchObject([{ id: 'event-one' }]);
    const { event } = await log.eventsRpc.get({ tenant: TENANT, id: 'event-one' });
    expect(event).toMatchObject({ source: 'accepted', refusal: null, publicationCount: 3 });
    expect(event.publications.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'evaluated',
      'deduplicated',
    ]);
  });

  it('that were refused are found with the reason', async () => {
    const refused = anEvent({ hopcount: 6 });
    await log.events.keep([eventMessage(refused, 7)]);
    const letter = aDeadLetter({ sequence: 7, reason: 'hop_limit', detail: 'a loop' });
    await log.deadLetters.keep([deadLetterMessage(letter, Buffer.alloc(0))]);
    expect(await list()).toEqual([]);
    const { event } = await log.eventsRpc.get({ tenant: TENANT, id: 'event-one' });
    expect(event).toMatchObject({
      event: refused,
      refusal: { reason: 'hop_limit', detail: 'a loop', deadLetterId: letter.id },
      publications: [{ outcome: 'refused' }],
    });
  });

  it('tell which deliveries are known, and of which event', async () => {
    await log.deliveries.keep([deliveryMessage(aDelivery())]);
    expect(await log.deliveryLog.known(TENANT, ['dlv_one', 'dlv_none'])).toEqual([
      { id: 'dlv_one', eventId: 'event-one' },
    ]);
    expect(await log.deliveryLog.known('other', ['dlv_one'])).toEqual([]);
  });
});
