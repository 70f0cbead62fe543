import { loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cpuSeconds } from '../machine/cpu-time.js';
import { residentMiB } from '../machine/memory.js';
import { Worker } from '../workers/worker.js';
import type { Contestant, RunningContestant } from './contestant.js';
import { Course } from './course.js';
import type { PipelineOptions } from './options.js';
import { startStack, type Sync } from './stack.js';
import type { Burst, Steady } from './course.js';

/** What one run of one contestant on a fresh stack gave. */
export interface Run {
  readonly contestant: string;
  /** The machine's load average of the last minute, before it began and at its end: ours is in the latter. */
  readonly loadAverage: readonly [number, number];
  readonly burst: Burst;
  readonly steady: Steady;
  readonly residentMiB: Readonly<Record<string, number>>;
}

const WORKERS = join(import.meta.dirname, '..', 'workers');

/** Fresh broker and database, a warm-up, the burst, the fixed rate. */
export async function runOnce(contestant: Contestant, options: PipelineOptions): Promise<Run> {
  const loadBefore = loadAverage();
  await using owner = new AsyncDisposableStack();
  const { course, running } = await startCourse(owner, contestant, options.sync);
  await course.burst(options.warmup, options.fill);
  const burst = await course.burst(options.events, options.fill);
  const steady = await course.steady(options.rate, options.seconds);
  const resident = running.processes.map(({ name, pid }) => [name, residentMiB(pid)] as const);
  return {
    contestant: contestant.name,
    loadAverage: [loadBefore, loadAverage()],
    burst,
    steady,
    residentMiB: Object.fromEntries(resident),
  };
}

/** A contestant on a stack of its own, with a publisher and a receiver; the disposal of `owner` ends them all. */
export async function startCourse(
  owner: AsyncDisposableStack,
  contestant: Contestant,
  sync: Sync,
): Promise<{ readonly course: Course; readonly running: RunningContestant }> {
  const stack = await startStack(owner, sync);
  const receiver = await startWorker(owner, 'receiver');
  const publisher = await startWorker(owner, 'publisher');
  const { port } = await receiver.call('listen', {}, z.object({ port: z.number() }));
  await publisher.call('connect', { url: stack.natsUrl }, z.null());
  const running = await contestant.start(owner, stack, `http://127.0.0.1:${port}`);
  const others = [
    ...stack.meters,
    ...[receiver, publisher].map(({ name, pid }) => ({ name, cpuSeconds: () => cpuSeconds(pid) })),
  ];
  const course = new Course({ running, receiver, publisher, broker: stack.broker, others });
  return { course, running };
}

/** The machine's load of the last minute. */
export const loadAverage = (): number => loadavg()[0] ?? 0;

/** A worker process of the name of its file; the disposal of `owner` ends it. */
export async function startWorker(owner: AsyncDisposableStack, name: string): Promise<Worker> {
  const worker = await Worker.start(name, join(WORKERS, `${name}.js`));
  owner.defer(() => worker.stop());
  return worker;
}
