import { join } from 'node:path';
import { STREAMS } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { z } from 'zod';
import { cpuSeconds } from '../machine/cpu-time.js';
import { residentMiB } from '../machine/memory.js';
import type { Meter, OwnProcess } from '../pipeline/contestant.js';
import { startMeters, type Figures } from '../pipeline/meters.js';
import { startStack } from '../pipeline/stack.js';
import { Worker } from '../workers/worker.js';
import { untilTaken } from './backlog.js';
import { configure, TENANT, typesOf, type EndpointGroup } from './configure.js';
import type { IsolationOptions } from './options.js';
import { startServices } from './services.js';

/** What the healthy endpoints got at the fixed rate. */
export interface Steady {
  readonly requests: number;
  readonly deliveries: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly cpu: Figures;
}

interface SiteParts {
  readonly broker: Broker;
  readonly processes: readonly OwnProcess[];
  readonly meters: readonly Meter[];
  readonly workers: Readonly<Record<'healthy' | 'hanging' | 'publisher', Worker>>;
}

const WORKERS = join(import.meta.dirname, '..', 'workers');
const TARGET = { subjectPrefix: `events.${TENANT}`, stream: STREAMS.events };
const portSchema = z.object({ port: z.number() });
const hangingSchema = z.object({ requests: z.number(), openMax: z.number() });
const steadySchema = z.object({
  requests: z.number(),
  deliveries: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
});

/** Deskhook on a stack of its own, with endpoints that answer at once and others that never do. */
export class Site {
  private constructor(
    private readonly options: IsolationOptions,
    private readonly parts: SiteParts,
  ) {}

  /** The disposal of `owner` ends it. */
  static async start(owner: AsyncDisposableStack, options: IsolationOptions): Promise<Site> {
    const stack = await startStack(owner, options.sync);
    const workers = {
      healthy: await startWorker(owner, 'receiver'),
      hanging: await startWorker(owner, 'hanging-receiver'),
      publisher: await startWorker(owner, 'publisher'),
    };
    await workers.publisher.call('connect', { url: stack.natsUrl }, z.null());
    const { gateway, processes } = await startServices(owner, stack, options.form);
    const { timeoutMs } = options;
    const healthy = { url: await listen(workers.healthy), delivery: {} };
    const hanging = { url: await listen(workers.hanging), delivery: { timeoutMs } };
    const site = new Site(options, { ...stack, processes, workers });
    await configure(gateway, [
      { ...site.group('healthy'), ...healthy },
      { ...site.group('hanging'), ...hanging },
    ]);
    return site;
  }

  get broker(): Broker {
    return this.parts.broker;
  }

  /** Events for the healthy endpoints in turn, at the fixed rate. */
  async steady(seconds: number): Promise<Steady> {
    const { workers, processes, meters } = this.parts;
    const { rate } = this.options;
    const own = processes.map(({ name, pid }) => ({ name, cpuSeconds: () => cpuSeconds(pid) }));
    const cpu = startMeters([...own, ...meters]);
    const types = typesOf(this.group('healthy'));
    await workers.healthy.call('expect', { deliveries: rate * seconds }, z.null());
    await workers.publisher.call('steady', { ...TARGET, types, rate, seconds }, z.null());
    await workers.healthy.call('reached', {}, z.unknown());
    return { ...(await workers.healthy.call('report', {}, steadySchema)), cpu: cpu() };
  }

  /** Publishes the backlog for the hanging endpoints, and returns when it waits for them. */
  async fill(): Promise<{ readonly seconds: number }> {
    const begun = performance.now();
    const burst = { ...TARGET, types: typesOf(this.group('hanging')), events: this.options.backlog };
    await this.parts.workers.publisher.call('burst', burst, z.null());
    await untilTaken(this.broker);
    return { seconds: (performance.now() - begun) / 1_000 };
  }

  /** Requests that the hanging endpoints got, and how many of those were open at once at most. */
  hanging(): Promise<z.infer<typeof hangingSchema>> {
    return this.parts.workers.hanging.call('report', {}, hangingSchema);
  }

  residentMiB(): Figures {
    return Object.fromEntries(this.parts.processes.map(({ name, pid }) => [name, residentMiB(pid)]));
  }

  private group(name: 'healthy' | 'hanging'): Pick<EndpointGroup, 'name' | 'count'> {
    return { name, count: this.options[name] };
  }
}

async function listen(receiver: Worker): Promise<string> {
  return `http://127.0.0.1:${(await receiver.call('listen', {}, portSchema)).port}`;
}

async function startWorker(owner: AsyncDisposableStack, name: string): Promise<Worker> {
  const worker = await Worker.start(name, join(WORKERS, `${name}.js`));
  owner.defer(() => worker.stop());
  return worker;
}
