import { askHealth, connectBroker, type Broker } from '@deskhook/messaging';
import { z } from 'zod';
import type { NatsServer } from '../../tools/local-stack/nats-server.js';
import type { Postgres } from '../../tools/local-stack/postgres.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import type { ChaosService } from './chaos-service.js';
import { KILLED_SERVICES, type KilledService } from './fault-plan.js';

interface StackParts {
  /** Logs, and what the run leaves behind for whoever looks into a failure. */
  readonly folder: string;
  readonly nats: NatsServer;
  readonly postgres: Postgres;
  readonly gatewayUrl: string;
  readonly rootKey: string;
  readonly made: Readonly<Record<KilledService, ChaosService>>;
}

const PROBE_MS = 2_000;
const POLL_MS = 100;
const healthSchema = z.object({ ready: z.boolean() });

/** The whole system in processes of its own, all of which can be killed. */
export class ChaosStack {
  private constructor(
    readonly parts: StackParts,
    /** The test's own connection, for the publisher and for looking around. */
    readonly broker: Broker,
  ) {}

  /** Starts the services and waits until they are ready. */
  static async start(parts: StackParts, timeoutMs: number): Promise<ChaosStack> {
    const broker = await connectBroker({ url: parts.nats.url, name: 'chaos' });
    const stack = new ChaosStack(parts, broker);
    await Promise.all(stack.services.map((service) => service.start()));
    await stack.ready(timeoutMs);
    return stack;
  }

  get services(): readonly ChaosService[] {
    return KILLED_SERVICES.map((name) => this.parts.made[name]);
  }

  /** Waits until every service says that it is ready. */
  async ready(timeoutMs: number): Promise<void> {
    const { gatewayUrl } = this.parts;
    const probe = (name: KilledService) =>
      name === 'gateway' ? isUp(gatewayUrl) : isReady(this.broker, name);
    const wait = (name: KilledService) =>
      waitUntil(async () => ((await probe(name)) ? true : undefined), {
        what: `${name} to be ready`,
        timeoutMs,
        pollMs: POLL_MS,
      });
    await Promise.all(KILLED_SERVICES.map(wait));
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.broker.connection.close();
  }
}

async function isReady(broker: Broker, name: string): Promise<boolean> {
  const health = await askHealth(broker, name, PROBE_MS).catch(() => null);
  return healthSchema.safeParse(health).data?.ready === true;
}

async function isUp(gatewayUrl: string): Promise<boolean> {
  const signal = AbortSignal.timeout(PROBE_MS);
  const response = await fetch(`${gatewayUrl}/readyz`, { signal }).catch(() => undefined);
  await response?.body?.cancel().catch(() => undefined);
  return response?.status === 200;
}
