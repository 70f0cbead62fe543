import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CONSUMERS, STREAMS, type SubscriptionRecord } from '@deskhook/contracts';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type ReceivedRequest, type Receiver } from '../support/receiver.js';
import { ServiceProcesses } from '../support/service-processes.js';

const delivery: SubscriptionRecord['delivery'] = {
  connectTimeoutMs: 10_000,
  maxRedirects: 0,
  timeoutMs: 5_000,
  retryScheduleMs: Array.from({ length: 1_000 }, () => 100),
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none',
  traceparent: true,
};
const WAIT_MS = 240_000;
/** Longer than a process that does not answer keeps its lanes. */
const STOPPED_MS = 14_000;

describe('lanes while processes are stopped, the broker is killed and the stream is full', () => {
  let path: HotPath;
  let receiver: Receiver;
  let services: ServiceProcesses;

  beforeAll(async () => {
    path = await startHotPath({}, {}, { inProcess: false });
    services = new ServiceProcesses(path.env);
    await services.start('evaluator 1', 'dispatcher 1', 'dispatcher 2');
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

  const subscribe = (id: string, changes: Partial<SubscriptionRecord['delivery']>) =>
    path.putSubscription({
      id,
      urls: [`${receiver.url}/${id}`],
      delivery: { ...delivery, ...changes },
      events: [`custom.${id}`],
    });
  async function publish(id: string, count: number, more: object = {}): Promise<void> {
    for (let nth = 1; nth <= count; nth++) {
      const data = { ticket: { id: 1 }, nth, ...more };
      await path.publish(anEvent({ type: `custom.${id}`, data }));
    }
  }
  const until = (what: string, holds: () => boolean | Promise<boolean>) =>
    waitUntil(async () => ((await holds()) ? true : undefined), { what, timeoutMs: WAIT_MS });
  /** What waits for these subscriptions alone: a duplicate of another test may find its receiver gone, and waits for it. */
  const parked = async (...subscriptions: readonly string[]) => {
    const filters = subscriptions.map((id) => `parked.acme.${id}.>`);
    const counts = await Promise.all(
      filters.map((subjects_filter) => path.broker.jsm.streams.info(STREAMS.parked, { subjects_filter })),
    );
    return counts
      .flatMap(({ state }) => Object.values(state.subjects ?? {}))
      .reduce((sum, count) => sum + count, 0);
  };
  const arrived = () => new Set(receiver.requests.map(numberOf)).size;

  test('a holder that is stopped for a while sends nothing beyond the rate limit when it goes on', async () => {
    const count = 120;
    const rateLimit = { limit: 4, perMs: 1_000 };
    await subscribe('sub_paced', { rateLimit });
    await publish('sub_paced', count);
    await until('the first to arrive', () => arrived() >= 4);
    for (const name of ['dispatcher 1', 'dispatcher 2']) {
      services.signal(name, 'SIGSTOP');
      await delay(STOPPED_MS);
      services.signal(name, 'SIGCONT');
    }
    await until('everything to arrive', () => arrived() === count);
    const times = receiver.requests.map(({ at }) => at).toSorted((one, two) => one - two);
    const tooClose = times.filter(
      (at, index) => at - (times[index - rateLimit.limit] ?? 0) < rateLimit.perMs,
    );
    expect(tooClose).toEqual([]);
    expect(times.length - count).toBeLessThanOrEqual(2 * rateLimit.limit);
    await until('the lane to be empty', async () => (await parked('sub_paced')) === 0);
  }, 400_000);

  test('a killed broker loses nothing that waits and breaks no order', async () => {
    const count = 60;
    let refuses = true;
    receiver.answer(() => ({ code: refuses ? 503 : 200 }));
    await subscribe('sub_waits', {});
    await subscribe('sub_order', { ordering: 'ticket' });
    await publish('sub_waits', count);
    await publish('sub_order', count);
    await until('some to wait', async () => (await parked('sub_waits', 'sub_order')) >= count);
    await path.nats.kill9();
    await delay(1_000);
    await path.nats.restart();
    refuses = false;
    const of = (id: string) => receiver.requests.filter((request) => request.path === `/${id}`);
    await until('both to arrive', () =>
      ['sub_waits', 'sub_order'].every((id) => new Set(of(id).map(numberOf)).size === count),
    );
    const order = [...new Set(of('sub_order').map(numberOf))];
    expect(order).toEqual(order.toSorted((one, two) => one - two));
    await until('the lanes to be empty', async () => (await parked('sub_waits', 'sub_order')) === 0);
  }, 400_000);

  test('what a full stream does not take waits as schedules, and arrives', async () => {
    const count = 150;
    let refuses = true;
    receiver.answer(() => ({ code: refuses ? 500 : 200 }));
    await subscribe('sub_full', {});
    await publish('sub_full', 1);
    await until('the services to be up', () => arrived() === 1);
    const { config } = await path.broker.jsm.streams.info(STREAMS.parked);
    await path.broker.jsm.streams.update(STREAMS.parked, { ...config, max_bytes: 100_000 });
    await publish('sub_full', count, { text: 'x'.repeat(5_000) });
    const isEvaluated = async () => {
      const info = await path.broker.jsm.consumers.info(STREAMS.deliveries, CONSUMERS.dispatcherDeliveries);
      return info.num_pending + info.num_ack_pending === 0;
    };
    await until('the dispatchers to have put everything off', isEvaluated);
    await path.broker.jsm.streams.update(STREAMS.parked, config);
    refuses = false;
    await until('everything to arrive', () => arrived() === count);
    await until('the lane to be empty', async () => (await parked('sub_full')) === 0);
  }, 400_000);
});

interface Body {
  readonly data: { readonly nth: number };
}
function numberOf({ body }: ReceivedRequest): number {
  const parsed: Body = JSON.parse(body.toString());
  return parsed.data.nth;
}
