import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import { z } from 'zod';
import { monotonicUs } from '../machine/clock.js';
import { serve } from './serve.js';
import { ticketEvent, typeOf } from './ticket-event.js';

/** Worker: publishes events as a helpdesk does, as JetStream publications that name the stream they must reach. */
const IN_FLIGHT_MAX = 256;
const TIMEOUT_MS = 30_000;

const targetSchema = z.object({
  subjectPrefix: z.string(),
  stream: z.string(),
  /** Types of the events in turn; those of a helpdesk where there are none. */
  types: z.array(z.string()).default([]),
});
const burstSchema = targetSchema.extend({ events: z.number() });
const steadySchema = targetSchema.extend({ rate: z.number(), seconds: z.number() });
type Target = z.infer<typeof targetSchema>;

let js: JetStreamClient | null = null;

async function publish(target: Target, run: string, n: number): Promise<void> {
  const context = headers();
  // Random, as samplers that go by the trace id take it to be.
  context.set('traceparent', `00-${randomBytes(16).toString('hex')}-00f067aa0ba902b7-01`);
  const type = target.types[n % target.types.length] ?? typeOf(n);
  const subject = `${target.subjectPrefix}.${type}`;
  const options = { headers: context, expect: { streamName: target.stream }, timeout: TIMEOUT_MS };
  await js?.publish(subject, ticketEvent(run, n, monotonicUs(), type), options);
}

/** So many at once, as fast as the broker takes them. */
async function burst(input: unknown): Promise<void> {
  const { events, ...target } = burstSchema.parse(input);
  const run = newRun();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < events) await publish(target, run, next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, lane));
}

/** So many each second, evenly, whether or not the earlier ones have been confirmed. */
async function steady(input: unknown): Promise<void> {
  const { rate, seconds, ...target } = steadySchema.parse(input);
  const run = newRun();
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < rate * seconds; n++) {
    const wait = begun + (n * 1000) / rate - performance.now();
    if (wait > 0) await delay(wait);
    sent.push(publish(target, run, n));
  }
  await Promise.all(sent);
}

const newRun = (): string => randomBytes(6).toString('hex');

serve({
  connect: async (input) => {
    const { url } = z.object({ url: z.string() }).parse(input);
    js = jetstream(await connect({ servers: url, name: 'bench-publisher' }));
  },
  burst,
  steady,
});
