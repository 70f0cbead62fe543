import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Task } from './measure-index.js';
import { factsOf, rulesEngine } from './rules-engine.js';
import { MATCHES, sampleSubscriptions } from './sample-subscriptions.js';
import { scenarioEvents, strangersOf } from './scenarios.js';
import { timeSlow } from './stopwatch.js';

export const engineFiguresSchema = z.object({
  eventUs: z.number(),
  buildMs: z.number(),
  residentMiB: z.number(),
});
export type EngineFigures = z.infer<typeof engineFiguresSchema>;

const EVENTS = 8;
const MOST_MS = 3000;

/** Measures json-rules-engine with the same subscriptions and events. Its facts are prepared, which we do not count. */
export async function measureEngine({ scenario, size }: Task): Promise<EngineFigures> {
  const events = scenarioEvents();
  const subscriptions = [...sampleSubscriptions(size, strangersOf(scenario, events))];
  const facts = events.slice(0, EVENTS).map((event) => factsOf(event, subscriptions));
  const startedAt = performance.now();
  const engine = rulesEngine(subscriptions);
  const buildMs = performance.now() - startedAt;
  const eventUs = await timeSlow(MOST_MS, async (n) => {
    const { events: fired } = await engine.run(facts[n % EVENTS]);
    assert.equal(fired.length, MATCHES);
  });
  return { eventUs, buildMs, residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) };
}
