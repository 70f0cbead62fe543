import type { DeliveryQuery } from '@deskhook/contracts';
import { percentile } from '../machine/statistics.js';
import { Random } from '../matching/random.js';
import type { BenchLog } from './bench-log.js';
import { subscriptionOf, SUBSCRIPTIONS, TENANTS, TICKETS, TYPES } from './helpdesk-day.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LIMIT = 50;

/** How long a question of the contract took. */
export interface Answered {
  readonly question: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Items of an answer on the average. */
  readonly items: number;
}

interface Setting {
  readonly log: BenchLog;
  readonly days: number;
  readonly now: number;
}

type Ask = (random: Random) => Promise<number>;

/** Asks every question so many times, each time for something else, and gives how long that took. */
export async function answer(setting: Setting, times: number): Promise<Answered[]> {
  const answered: Answered[] = [];
  const ids = await sampleIds(setting, times);
  for (const [question, ask] of Object.entries(questions(setting, ids))) {
    const random = new Random(question.length);
    const taken: number[] = [];
    let items = 0;
    for (let n = 0; n < times; n++) {
      const began = performance.now();
      items += await ask(random);
      taken.push(performance.now() - began);
    }
    taken.sort((a, b) => a - b);
    answered.push({
      question,
      p50Ms: percentile(taken, 50),
      p95Ms: percentile(taken, 95),
      maxMs: taken.at(-1) ?? 0,
      items: items / times,
    });
  }
  return answered;
}

function questions({ log, days, now }: Setting, ids: SampleIds): Record<string, Ask> {
  const tenant = TENANTS[0];
  const list = async (query: Partial<DeliveryQuery>): Promise<number> =>
    (await log.deliveryLog.list(tenant, { limit: LIMIT, ...query })).items.length;
  const subscription = (random: Random) => subscriptionOf(tenant, random.below(SUBSCRIPTIONS));
  const ticket = (random: Random) => String(1 + random.below(TICKETS));
  const window = (random: Random, length: number) => {
    const from = now - random.next() * (days - length) * DAY_MS - length * DAY_MS;
    return { from: iso(from), to: iso(from + length * DAY_MS) };
  };
  return {
    'deliveries: all': () => list({}),
    'deliveries: of a day': (random) => list(window(random, 1)),
    'deliveries: subscription': (random) => list({ subscription: subscription(random) }),
    'deliveries: subscription that is unknown': () => list({ subscription: 'sub_none' }),
    'deliveries: dead': () => list({ status: 'dead' }),
    'deliveries: waiting for a retry': () => list({ status: 'retrying' }),
    'deliveries: cancelled (none)': () => list({ status: 'cancelled' }),
    'deliveries: type': (random) => list({ type: random.pick(TYPES) }),
    'deliveries: ticket': (random) => list({ ticket: ticket(random) }),
    'deliveries: text in the URL': (random) => list({ url: `/in/${random.below(SUBSCRIPTIONS)}` }),
    'deliveries: code 503': () => list({ code: 503 }),
    'deliveries: code that never came': () => list({ code: 418 }),
    'deliveries: text in the error': () => list({ error: 'etimedout' }),
    'deliveries: text in no error': () => list({ error: 'certificate' }),
    'deliveries: subscription, dead': (random) =>
      list({ subscription: subscription(random), status: 'dead' }),
    'deliveries: subscription, type, 404': (random) =>
      list({ subscription: subscription(random), type: random.pick(TYPES), code: 404 }),
    'deliveries: error and dead, of a week': (random) =>
      list({ error: 'answered 500', status: 'dead', ...window(random, 7) }),
    'deliveries: delivered with code 503 (none)': () => list({ status: 'delivered', code: 503 }),
    'deliveries: ticket and subscription': (random) =>
      list({ ticket: ticket(random), subscription: subscription(random) }),
    'deliveries: event': (random) => list({ event: random.pick(ids.events) }),
    'deliveries: a page further on': (random) => list({ status: 'dead', cursor: random.pick(ids.cursors) }),
    'delivery: one, by its id': async (random) =>
      (await log.deliveryLog.find(tenant, random.pick(ids.deliveries))) === null ? 0 : 1,
    'delivery: an id that is not there': async () =>
      (await log.deliveryLog.find(tenant, 'dlv_none')) === null ? 0 : 1,
    'delivery: its attempts with bodies': async (random) =>
      (await log.deliveryLog.attempts(tenant, random.pick(ids.deliveries))).length,
    'event: one with its deliveries': async (random) => {
      const id = random.pick(ids.events);
      const event = await log.eventLog.find(tenant, id);
      return event === null ? 0 : (await log.deliveryLog.ofEvent(tenant, id)).length;
    },
    'events: all': async () => (await log.eventLog.list(tenant, { limit: LIMIT })).items.length,
    'events: type, of a day': async (random) =>
      (await log.eventLog.list(tenant, { limit: LIMIT, type: random.pick(TYPES), ...window(random, 1) }))
        .items.length,
    'events: ticket': async (random) =>
      (await log.eventLog.list(tenant, { limit: LIMIT, ticket: ticket(random) })).items.length,
    'dead letters: all': async () => (await log.deadLetterLog.list(tenant, { limit: LIMIT })).items.length,
    'dead letters: reason': async () =>
      (await log.deadLetterLog.list(tenant, { limit: LIMIT, reason: 'hop_limit' })).items.length,
    ...statistics({ log, days, now }, tenant),
    ...consolePages({ log, days, now }, tenant),
  };
}

function statistics({ log, days, now }: Setting, tenant: string): Record<string, Ask> {
  const ask = async (query: object): Promise<number> =>
    (await log.stats.of({ tenant, query, hidesSecrets: false }, now)).items.length;
  const since = (length: number) => ({ from: iso(now - length * DAY_MS), to: iso(now) });
  const subscription = (random: Random) => ({
    subscription: subscriptionOf(tenant, random.below(SUBSCRIPTIONS)),
  });
  return {
    'statistics: the last day': () => ask({}),
    'statistics: every day': () => ask({ ...since(Math.min(days, 30)), bucket: '1d' }),
    'statistics: every hour of a week': () => ask({ ...since(Math.min(days, 7)), bucket: '1h' }),
    'statistics: every five minutes of a day': () => ask({ bucket: '5m' }),
    'statistics: a subscription, every hour of a week': (random) =>
      ask({ ...since(Math.min(days, 7)), bucket: '1h', ...subscription(random) }),
    'statistics: a type, the last day': (random) => ask({ type: random.pick(TYPES) }),
  };
}

/** What pages of the console ask for whenever they are opened. */
function consolePages({ log, days, now }: Setting, tenant: string): Record<string, Ask> {
  const overview = async (hours: number): Promise<number> => {
    const from = iso(now - Math.min(days * DAY_MS, hours * HOUR_MS));
    return (await log.overview.of(tenant, { from, to: iso(now) }, now)).worstEndpoints.length;
  };
  const ids = (count: number) =>
    Array.from({ length: Math.min(count, SUBSCRIPTIONS) }, (_, index) => subscriptionOf(tenant, index));
  const health = async (subscription: string[], length: number): Promise<number> => {
    const query = { subscription, from: iso(now - Math.min(days, length) * DAY_MS), to: iso(now) };
    return (await log.health.of({ tenant, query }, now)).items.length;
  };
  return {
    'overview: an hour': () => overview(1),
    'overview: a day': () => overview(24),
    'overview: 31 days': () => overview(31 * 24),
    'health: 50 subscriptions, a day': () => health(ids(50), 1),
    'health: 100 subscriptions, 31 days': () => health(ids(100), 31),
  };
}

interface SampleIds {
  readonly deliveries: readonly string[];
  readonly events: readonly string[];
  /** Where pages ended. */
  readonly cursors: readonly string[];
}

/** Of deliveries and events that lie all over the days. */
async function sampleIds({ log, days, now }: Setting, count: number): Promise<SampleIds> {
  const random = new Random(1);
  const pages = await Promise.all(
    Array.from({ length: Math.min(count, 50) }, () => {
      const to = iso(now - random.next() * days * DAY_MS);
      return log.deliveryLog.list(TENANTS[0], { limit: 10, to });
    }),
  );
  const items = pages.flatMap((page) => page.items);
  return {
    deliveries: items.map(({ id }) => id),
    events: items.map(({ eventId }) => eventId),
    cursors: pages.flatMap(({ nextCursor }) => nextCursor ?? []),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
