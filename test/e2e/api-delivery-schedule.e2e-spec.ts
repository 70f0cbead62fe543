import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const HOUR_MS = 3_600_000;

/** Why a delivery is tried again when it is, as its page shows it; `world.call` holds each answer against the OpenAPI document. */
describe('the schedule of a delivery', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let made = 0;
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    await world.call('PUT', tenant, { json: {} });
  });
  afterAll(async () => {
    // First, so that no request that hangs holds the dispatcher up.
    await receiver.close();
    await world.close();
  });
  beforeEach(() => receiver.answer(() => ({ code: 500 })));

  async function subscribe(
    delivery: object,
  ): Promise<{ readonly id: string; readonly publish: () => Promise<void> }> {
    const type = `custom.schedule_${++made}`;
    const json = { name: type, events: [type], urls: [`${receiver.url}/${made}`], delivery };
    const { body } = await world.call('POST', `${tenant}/subscriptions`, { json });
    const publish = async () => {
      const { status } = await world.call('POST', `${tenant}/events`, { json: anEvent({ type }) });
      expect(status).toBe(202);
    };
    return { id: body.id, publish };
  }

  /** Once the log shows so many deliveries in that state: their details, oldest first. */
  async function details(subscription: string, status: string, count = 1) {
    const list = `${tenant}/deliveries?subscription=${subscription}&status=${status}`;
    const { items } = (await world.soon(list, ({ body }) => body.items.length === count)).body;
    const ids: string[] = items.map(({ id }: { id: string }) => id).toReversed();
    return Promise.all(ids.map(async (id) => (await world.call('GET', `${tenant}/deliveries/${id}`)).body));
  }

  /** Once what a pending delivery waits for is this. */
  async function waiting(subscription: string, why: RegExp | string) {
    const [{ id }] = await details(subscription, 'pending');
    const tells = (text: string) => (typeof why === 'string' ? text === why : why.test(text));
    const { body } = await world.soon(`${tenant}/deliveries/${id}`, (answer) =>
      tells(answer.body.schedule?.next?.why ?? ''),
    );
    return body.schedule;
  }

  it('is the retry schedule, as it is and as it was', async () => {
    const { id, publish } = await subscribe({ retrySchedule: ['5m', '1h'] });
    await publish();
    const [delivery] = await details(id, 'retrying');
    const why = 'Attempt 2 of 3: 5 minutes after the failure, as the retry schedule says';
    expect(delivery.schedule).toEqual({
      retrySchedule: ['5m', '1h'],
      attemptsLeft: 2,
      next: { number: 2, at: delivery.nextAttemptAt, why },
    });
    const json = { delivery: { retrySchedule: [] } };
    expect((await world.call('PATCH', `${tenant}/subscriptions/${id}`, { json })).status).toBe(200);
    const { schedule } = (await world.call('GET', `${tenant}/deliveries/${delivery.id}`)).body;
    expect(schedule).toMatchObject({ retrySchedule: [], attemptsLeft: 1 });
    expect(schedule.next).toEqual({
      number: 2,
      at: delivery.nextAttemptAt,
      why: why.replace('says', 'said then'),
    });
  });

  it('is what the endpoint asked for, also for others', async () => {
    receiver.answer(() => ({ code: 503, headers: { 'retry-after': '1800' } }));
    const { id, publish } = await subscribe({ retrySchedule: ['5m'] });
    await publish();
    const [delivery] = await details(id, 'retrying');
    const { at, why } = delivery.schedule.next;
    expect(at).toBe(delivery.nextAttemptAt);
    expect(why).toBe(
      `The endpoint asked to wait until ${at} (Retry-After); the retry schedule has 5 minutes`,
    );
    await publish();
    const { next } = await waiting(
      id,
      /^The endpoint asked to be left alone until .*: the endpoint answered 503$/,
    );
    expect(Math.abs(Date.parse(next.at) - Date.parse(at))).toBeLessThan(60_000);
  });

  it('is the rate limit', async () => {
    receiver.answer(() => ({ code: 200 }));
    const { id, publish } = await subscribe({ rateLimit: { limit: 1, per: '1h' } });
    await publish();
    await details(id, 'delivered');
    await publish();
    const { attemptsLeft, retrySchedule, next } = await waiting(
      id,
      'The rate limit of 1 per 1 hour is used up',
    );
    expect([attemptsLeft, next.number]).toEqual([retrySchedule.length + 1, 1]);
    const inMs = Date.parse(next.at) - Date.now();
    expect([inMs > HOUR_MS - 60_000, inMs <= HOUR_MS]).toEqual([true, true]);
  });

  it('is the order of a ticket', async () => {
    const { id, publish } = await subscribe({ ordering: 'ticket', retrySchedule: ['5m'] });
    await publish();
    const [first] = await details(id, 'retrying');
    await publish();
    const why = `Waits behind delivery ${first.id} of the same ticket: they go one after the other`;
    expect((await waiting(id, why)).next).toEqual({ number: 1, at: null, why });
  });

  it('is the line in front of an endpoint, or a request on its way', async () => {
    receiver.answer(() => null);
    const { id, publish } = await subscribe({ maxConcurrency: 1, timeoutMs: 30_000 });
    await publish();
    await waiting(id, 'Its request is on its way');
    await publish();
    const [one, two] = await details(id, 'pending', 2);
    const last = Date.parse(one.createdAt) < Date.parse(two.createdAt) ? two : one;
    const why = 'Is in line for its endpoint behind 1 other (its endpoint takes one at a time)';
    await world.soon(`${tenant}/deliveries/${last.id}`, ({ body }) => body.schedule.next.why === why);
  });

  it('is none for what has ended, and unknown without the subscription', async () => {
    const { id, publish } = await subscribe({ retrySchedule: [] });
    await publish();
    const [dead] = await details(id, 'dead');
    expect(dead.schedule).toEqual({ retrySchedule: [], attemptsLeft: 0, next: null });
    await world.call('DELETE', `${tenant}/subscriptions/${id}`);
    expect((await world.call('GET', `${tenant}/deliveries/${dead.id}`)).body.schedule).toBeNull();
  });
});
