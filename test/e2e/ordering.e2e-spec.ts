import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { STREAMS, type SubscriptionRecord } from '@deskhook/contracts';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type ReceivedRequest, type Receiver } from '../support/receiver.js';
import { ServiceProcesses } from '../support/service-processes.js';

const delivery: SubscriptionRecord['delivery'] = {
  connectTimeoutMs: 10_000,
  maxRedirects: 0,
  timeoutMs: 5_000,
  retryScheduleMs: Array.from({ length: 30 }, () => 20),
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'ticket',
  traceparent: true,
};
const TICKETS = 5;
const EVENTS_EACH = 20;
const URLS = ['a', 'b'];
const WAIT_MS = 90_000;

/** Two evaluators and two dispatchers, each a process of its own that may be killed. */
describe('an endpoint that gets the events of each ticket in their order', () => {
  let path: HotPath;
  let receiver: Receiver;
  let services: ServiceProcesses;

  beforeAll(async () => {
    path = await startHotPath({ DESKHOOK_ACK_WAIT_MS: '5000' }, {}, { inProcess: false });
    services = new ServiceProcesses(path.env);
    await services.start('evaluator 1', 'evaluator 2', 'dispatcher 1', 'dispatcher 2');
    await path.putTenant('acme');
  }, 120_000);
  afterAll(async () => {
    await services.stopAll();
    await path.close();
  });
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  async function publish(id: string): Promise<void> {
    for (let nth = 0; nth < EVENTS_EACH; nth++)
      for (let ticket = 1; ticket <= TICKETS; ticket++)
        await path.publish(
          anEvent({ type: `custom.${id}`, data: { ticket: { id: ticket }, nth: nth * TICKETS + ticket } }),
        );
  }

  const subscribe = (id: string, changes: Partial<SubscriptionRecord['delivery']> = {}) =>
    path.putSubscription({
      id,
      urls: URLS.map((url) => `${receiver.url}/${url}`),
      delivery: { ...delivery, ...changes },
      events: [`custom.${id}`],
    });

  const until = (what: string, holds: () => boolean | Promise<boolean>) =>
    waitUntil(async () => ((await holds()) ? true : undefined), { what, timeoutMs: WAIT_MS });
  const nothingParked = async () => (await path.broker.jsm.streams.info(STREAMS.parked)).state.messages === 0;

  test('keeps it over failures, retries and killed processes, and loses nothing', async () => {
    const book = new Book(1);
    receiver.answer((request, nth) => ({ code: book.enter(request, nth) }));
    await subscribe('sub_killed');
    const published = publish('sub_killed');
    await until('the first to arrive', () => book.delivered >= 20);
    await services.restart('dispatcher 1');
    await until('more to arrive', () => book.delivered >= 60);
    await services.restart('evaluator 1');
    await published;
    await until('more to arrive', () => book.delivered >= 100);
    await services.restart('dispatcher 2');
    await until('everything to arrive', () => book.delivered === TICKETS * EVENTS_EACH * URLS.length);
    await until('the lanes to be empty', nothingParked);
    expect(book.faults).toEqual([]);
    expect(book.refused).toBeGreaterThan(20);
  }, 240_000);

  test('a ticket whose delivery fails holds up no other ticket', async () => {
    const book = new Book(0);
    receiver.answer((request, nth) => ({ code: ticketOf(request) === 3 ? 500 : book.enter(request, nth) }));
    await subscribe('sub_stuck', { retryScheduleMs: [600_000] });
    await publish('sub_stuck');
    const others = (TICKETS - 1) * EVENTS_EACH * URLS.length;
    await until('the other tickets', () => book.delivered === others);
    expect(book.faults).toEqual([]);
    const stuck = receiver.requests.filter((request) => ticketOf(request) === 3);
    expect(new Set(stuck.map(numberOf))).toEqual(new Set([3]));
    await path.removeSubscription('acme', 'sub_stuck');
    await until('the lanes to be empty', nothingParked);
  }, 120_000);
});

/** What has arrived: refuses some at random (the same ones in every run), and finds what breaks the order. */
class Book {
  readonly faults: string[] = [];
  delivered = 0;
  refused = 0;
  private readonly last = new Map<string, number>();

  /** Refuses about so many of three. */
  constructor(private readonly refusedOfThree: 0 | 1) {}

  enter(request: ReceivedRequest, nth: number): number {
    const [number, lane] = [numberOf(request), `${request.path} of ticket ${ticketOf(request)}`];
    const before = this.last.get(lane) ?? ticketOf(request) - TICKETS;
    if (number > before + TICKETS) this.faults.push(`${lane}: ${number} came after ${before}`);
    if (number <= before) return 200;
    if ((number * 7 + nth * 13 + request.path.length) % 3 < this.refusedOfThree) {
      this.refused++;
      return 500;
    }
    this.last.set(lane, number);
    this.delivered++;
    return 200;
  }
}

interface Body {
  readonly data: { readonly ticket: { readonly id: number }; readonly nth: number };
}
const bodyOf = ({ body }: ReceivedRequest): Body => JSON.parse(body.toString());
const ticketOf = (request: ReceivedRequest): number => bodyOf(request).data.ticket.id;
const numberOf = (request: ReceivedRequest): number => bodyOf(request).data.nth;
