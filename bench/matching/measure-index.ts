import assert from 'node:assert/strict';
import { MatchingIndex } from '@deskhook/domain';
import { z } from 'zod';
import { Random } from './random.js';
import type { SampleEvent } from './sample-events.js';
import {
  matches,
  MATCHES,
  readEvent,
  sampleSubscriptions,
  TENANT,
  type SampleSubscription,
} from './sample-subscriptions.js';
import { SCENARIOS, scenarioEvents, strangersOf } from './scenarios.js';
import { timeEach, timeSlow } from './stopwatch.js';

export const taskSchema = z.object({ scenario: z.enum(SCENARIOS), size: z.number() });
export type Task = z.infer<typeof taskSchema>;

const timingSchema = z.object({ p50Us: z.number(), meanUs: z.number() });

export const indexFiguresSchema = z.object({
  /** Reading the event and matching it. */
  event: timingSchema,
  /** The same from the event's JSON on. */
  parsedEvent: timingSchema,
  /** The same by looking at each subscription. */
  naiveUs: z.number(),
  buildMs: z.number(),
  /** Replacing one subscription by another; removing one and adding it again. */
  replace: timingSchema,
  remove: timingSchema,
  /** Of the heap, for each subscription: the index alone, and the subscriptions with their compiled conditions. */
  indexBytes: z.number(),
  subscriptionBytes: z.number(),
  residentMiB: z.number(),
});
export type IndexFigures = z.infer<typeof indexFiguresSchema>;

const REPETITIONS = 20_000;
const CHANGES = 5000;
const NAIVE_MS = 1500;

/** Measures the index with so many subscriptions, and checks that every event finds its three. */
export async function measureIndex({ scenario, size }: Task): Promise<IndexFigures> {
  const events = scenarioEvents();
  const empty = heapBytes();
  const subscriptions = [...sampleSubscriptions(size, strangersOf(scenario, events))];
  const filled = heapBytes();
  const index = new MatchingIndex<SampleSubscription>();
  const startedAt = performance.now();
  for (const one of subscriptions) index.put(one);
  const buildMs = performance.now() - startedAt;
  const indexed = heapBytes();
  for (const event of events) assert.equal(match(index, event), MATCHES);
  const texts = events.map((event) => JSON.stringify(event));
  const event = timeEach(REPETITIONS, (n) => match(index, inTurn(events, n)));
  return {
    event,
    parsedEvent: timeEach(REPETITIONS, (n) => match(index, parsed(inTurn(texts, n)))),
    naiveUs: await timeSlow(NAIVE_MS, (n) => assert.equal(naive(subscriptions, inTurn(events, n)), MATCHES)),
    buildMs,
    ...timeChanges(index, subscriptions),
    indexBytes: (indexed - filled) / size,
    subscriptionBytes: (filled - empty) / size,
    residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

function match(index: MatchingIndex<SampleSubscription>, event: SampleEvent): number {
  return index.match(TENANT, event.type, readEvent(event)).length;
}

function parsed(text: string): SampleEvent {
  const event: SampleEvent = JSON.parse(text);
  return event;
}

function naive(subscriptions: readonly SampleSubscription[], event: SampleEvent): number {
  const reader = readEvent(event);
  return subscriptions.filter((one) => matches(one, reader)).length;
}

/** A subscription takes another one's condition and events and its own again; then it goes and comes back. */
function timeChanges(index: MatchingIndex<SampleSubscription>, subscriptions: readonly SampleSubscription[]) {
  const random = new Random(1);
  const originals = Array.from({ length: CHANGES }, () => random.pick(subscriptions));
  const changes = originals.flatMap((one) => [{ ...random.pick(subscriptions), id: one.id }, one]);
  const replace = timeEach(changes.length, (n) => index.put(inTurn(changes, n)));
  const remove = timeEach(CHANGES, (n) => {
    const one = inTurn(originals, n);
    index.remove(TENANT, one.id);
    index.put(one);
  });
  return { replace, remove };
}

/** The bytes in use after everything that is not was collected; the process has to run with --expose-gc. */
function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function inTurn<T>(list: readonly T[], n: number): T {
  const one = list[n % list.length];
  if (one === undefined) throw new Error('there is nothing to take in turn');
  return one;
}
