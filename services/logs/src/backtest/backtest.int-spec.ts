import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RpcRequest, SubscriptionRecord } from '@deskhook/contracts';
import {
  aDeadLetter,
  aMessage,
  anEvent,
  BEGIN,
  bytes,
  deadLetterMessage,
  eventMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { BacktestEventsRepository } from './backtest-events.repository.js';
import { BacktestService } from './backtest.service.js';

const DAY_MS = 86_400_000;
const iso = (time: number) => new Date(time).toISOString();
const RECORD: SubscriptionRecord = {
  id: 'sub_draft',
  tenant: TENANT,
  name: 'Draft',
  active: false,
  urls: ['https://a.example/', 'https://b.example/'],
  events: ['*'],
  dialect: 'standard',
  secrets: [],
  usesTenantSecret: false,
  disabledUrls: [],
  auth: { type: 'none' },
  tls: null,
  redact: [],
  headers: {},
  delivery: {
    timeoutMs: 15_000,
    connectTimeoutMs: 10_000,
    maxRedirects: 0,
    retryScheduleMs: [],
    successCodes: '2xx',
    maxConcurrency: 10,
    rateLimit: null,
    ordering: 'none' as const,
    traceparent: true,
  },
  dialectOptions: {},
  condition: null,
  actions: [],
  createdAt: BEGIN + 2 * DAY_MS,
  activatedAt: 0,
};

let log: Log;
let service: BacktestService;
beforeAll(async () => {
  log = await startLog();
  service = new BacktestService(new BacktestEventsRepository(log.database));
});
afterAll(() => log.stop());
beforeEach(() => log.clear());

function run(record: Partial<SubscriptionRecord>, more: Partial<RpcRequest<'logs.backtest'>> = {}) {
  const [from, to] = [iso(BEGIN - DAY_MS), iso(BEGIN + 3 * DAY_MS)];
  return service.run({
    tenant: TENANT,
    record: { ...RECORD, ...record },
    calendars: [],
    from,
    to,
    samples: 2,
    ...more,
  });
}

/** Tickets 1 to `count`, a second apart. */
async function keepTickets(count: number, data: (id: number) => object = () => ({})) {
  const messages = Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const event = anEvent({ id: `event-${id}`, data: { ticket: { id, ...data(id) } } });
    return eventMessage(event, id, BEGIN + id * 1_000);
  });
  for (let at = 0; at < count; at += 500) await log.events.keep(messages.slice(at, at + 500));
}

describe('a backtest', () => {
  it('counts every stored event that the subscription would have matched, over all pages', async () => {
    await keepTickets(1_203, (id) => ({ priority: { slug: id % 3 === 0 ? 'high' : 'low' } }));
    const condition = { field: 'ticket.priority.slug', op: 'eq', value: 'high' };
    expect(await run({ condition })).toEqual({
      from: iso(BEGIN - DAY_MS),
      to: iso(BEGIN + 3 * DAY_MS),
      scannedFrom: iso(BEGIN - DAY_MS),
      complete: true,
      scanned: 1_203,
      matched: 401,
      deliveries: 802,
      byType: [{ type: 'ticket.created', matched: 401 }],
      byDay: [{ date: '2026-02-17', matched: 401 }],
      samples: [
        {
          eventId: 'event-1203',
          type: 'ticket.created',
          ticketId: '1203',
          receivedAt: iso(BEGIN + 1_203_000),
        },
        {
          eventId: 'event-1200',
          type: 'ticket.created',
          ticketId: '1200',
          receivedAt: iso(BEGIN + 1_200_000),
        },
      ],
    });
  });

  it('finds rare types among many others', async () => {
    await keepTickets(10_600);
    const rare = (id: string, sequence: number, at: number) =>
      eventMessage(anEvent({ id, type: 'ticket.deleted' }), sequence, at);
    await log.events.keep([rare('first', 20_001, BEGIN), rare('middle', 20_002, BEGIN + 5_300_500)]);
    const found = await run({ events: ['ticket.deleted'] });
    expect(found).toMatchObject({ scanned: 2, matched: 2, complete: true });
    expect(found.samples.map(({ eventId }) => eventId)).toEqual(['middle', 'first']);
  });

  it('looks at accepted events of the window and the tenant alone, each once', async () => {
    const event = (id: string, sequence: number, at: number) => eventMessage(anEvent({ id }), sequence, at);
    const foreign = { ...event('foreign', 6, BEGIN), subject: 'events.other.ticket.created' };
    await log.events.keep([
      event('before', 1, BEGIN - 2 * DAY_MS),
      event('in', 2, BEGIN),
      event('in', 3, BEGIN + 1),
      event('refused', 4, BEGIN),
      event('after', 5, BEGIN + 3 * DAY_MS),
      foreign,
    ]);
    await log.deadLetters.keep([deadLetterMessage(aDeadLetter({ sequence: 4 }), Buffer.alloc(0))]);
    expect(await run({})).toMatchObject({ scanned: 1, matched: 1, samples: [{ eventId: 'in' }] });
  });

  it('derives fine events, and counts an event once however many of them fire', async () => {
    const data = {
      ticket: { id: 1, status: { slug: 'closed', base: 'closed' } },
      changes: [{ field: 'status', old: 'open', new: 'closed', old_base: 'in_progress', new_base: 'closed' }],
    };
    await log.events.keep([
      eventMessage(anEvent({ type: 'ticket.updated', data }), 1, BEGIN),
      eventMessage(anEvent({ id: 'reply', type: 'reply.created' }), 2, BEGIN),
    ]);
    expect(await run({ events: ['ticket.status_changed', 'ticket.closed'] })).toMatchObject({
      scanned: 1,
      matched: 1,
      deliveries: 4,
      byType: [{ type: 'ticket.status_changed', matched: 1 }],
      samples: [{ eventId: 'event-one', type: 'ticket.status_changed' }],
    });
    expect(await run({ events: ['reply.*'] })).toMatchObject({
      scanned: 1,
      byType: [{ type: 'reply.created' }],
    });
  });

  it('counts back from when each event came, and reads events in binary mode', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': 'binary',
      'ce-source': '/x',
      'ce-type': 'ticket.created',
      'content-type': 'application/json',
    };
    const payload = bytes({ ticket: { id: 7, timestamps: { created: iso(BEGIN - 60_000) } } });
    await log.events.keep([aMessage({ subject: 'events.acme.ticket.created', payload, headers })]);
    const condition = { field: 'ticket.timestamps.created', op: 'within_last', value: 'PT2M' };
    expect(await run({ condition })).toMatchObject({ matched: 1, samples: [{ eventId: 'binary' }] });
    const older = { field: 'ticket.timestamps.created', op: 'older_than', value: 'PT2M' };
    expect(await run({ condition: older })).toMatchObject({ matched: 0 });
  });

  it('stops within a page when its time is over, and says how far it came', async () => {
    await keepTickets(3);
    const [from, to] = [iso(BEGIN), iso(BEGIN + DAY_MS)];
    const request = { tenant: TENANT, record: RECORD, calendars: [], from, to, samples: 10 };
    expect(await service.run(request, 0)).toMatchObject({
      scannedFrom: iso(BEGIN + 3_000),
      scanned: 1,
      complete: false,
      samples: [{ eventId: 'event-3' }],
    });
    expect(await service.run(request)).toMatchObject({ scannedFrom: from, scanned: 3, complete: true });
  });

  it('is refused where two are running', async () => {
    await keepTickets(10);
    const answers = await Promise.allSettled([run({}), run({}), run({})]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(await run({})).toMatchObject({ scanned: 10 });
  });
});
