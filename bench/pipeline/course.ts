import type { Broker } from '@deskhook/messaging';
import { z } from 'zod';
import { monotonicUs } from '../machine/clock.js';
import { cpuSeconds } from '../machine/cpu-time.js';
import type { Worker } from '../workers/worker.js';
import type { Meter, RunningContestant } from './contestant.js';
import { difference, lastSequences, startMeters, type Figures } from './meters.js';
import { untilQuiet } from './until-quiet.js';

/** `before`: all events are stored before the first is taken. `during`: publisher and contestant run at once. */
export type Fill = 'before' | 'during';

export interface Counts {
  /** Requests that the receiver got; more than `deliveries` means that some came twice. */
  readonly requests: number;
  readonly deliveries: number;
}

export interface Burst extends Counts {
  /** From the first receipt to the last: after a pause the broker serves a waiting pull only when it is renewed. */
  readonly seconds: number;
  /** From before the first event was published until everything was settled, the log included. */
  readonly cpu: Figures;
  readonly othersCpu: Figures;
  /** Messages that each stream stored meanwhile; in RETRIES, two for each delivery that was put off. */
  readonly stored: Figures;
  readonly windowUs: readonly [number, number];
}

export interface Steady extends Counts {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly cpu: Figures;
}

interface Parts {
  readonly running: RunningContestant;
  readonly receiver: Worker;
  readonly publisher: Worker;
  readonly broker: Broker;
  readonly others: readonly Meter[];
}

const PAUSE_MS_MAX = 10 * 60 * 1000;
const spanSchema = z.object({ firstUs: z.number(), lastUs: z.number() });
const reportSchema = z.object({
  requests: z.number(),
  deliveries: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
});

/** Drives one contestant and measures it. */
export class Course {
  private readonly own: readonly Meter[];
  private made = 0;

  constructor(private readonly parts: Parts) {
    this.own = parts.running.processes.map(({ name, pid }) => ({ name, cpuSeconds: () => cpuSeconds(pid) }));
  }

  async burst(events: number, fill: Fill): Promise<Burst> {
    const { broker, publisher, receiver, others } = this.parts;
    await receiver.call('expect', { deliveries: events }, z.null());
    const began = monotonicUs();
    const stored = await lastSequences(broker);
    const [own, other] = [startMeters(this.own), startMeters(others)];
    if (fill === 'before') await this.pause();
    const published = publisher.call('burst', { ...this.target(), events }, z.null());
    if (fill === 'before') {
      await published;
      await this.resume();
    }
    const { firstUs, lastUs } = await receiver.call('reached', {}, spanSchema);
    await published;
    await this.settled(events);
    const [cpu, othersCpu] = [own(), other()];
    const { requests, deliveries } = await receiver.call('report', {}, reportSchema);
    const seconds = (lastUs - firstUs) / 1e6;
    const storedNow = difference(await lastSequences(broker), stored);
    return {
      requests,
      deliveries,
      seconds,
      cpu,
      othersCpu,
      stored: storedNow,
      windowUs: [began, monotonicUs()],
    };
  }

  async steady(rate: number, seconds: number): Promise<Steady> {
    const { publisher, receiver } = this.parts;
    await receiver.call('expect', { deliveries: rate * seconds }, z.null());
    const own = startMeters(this.own);
    await publisher.call('steady', { ...this.target(), rate, seconds }, z.null());
    await receiver.call('reached', {}, spanSchema);
    await this.settled(rate * seconds);
    return { ...(await receiver.call('report', {}, reportSchema)), cpu: own() };
  }

  private target() {
    const { subjectPrefix, stream } = this.parts.running;
    return { subjectPrefix, stream };
  }

  private async pause(): Promise<void> {
    const { broker, running } = this.parts;
    await broker.jsm.consumers.pause(running.stream, running.durable, new Date(Date.now() + PAUSE_MS_MAX));
  }

  private async resume(): Promise<void> {
    const { broker, running } = this.parts;
    await broker.jsm.consumers.resume(running.stream, running.durable);
  }

  private async settled(deliveries: number): Promise<void> {
    this.made += deliveries;
    const { broker, running } = this.parts;
    await untilQuiet(broker, running.loggedAttempts, this.made);
    await running.hasTold?.();
  }
}
