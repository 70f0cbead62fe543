import { connectBroker, type Broker } from '@deskhook/messaging';
import type { NatsServer } from '../../tools/local-stack/nats-server.js';
import type { Postgres } from '../../tools/local-stack/postgres.js';
import type { ChaosService } from './chaos-service.js';

interface StackParts {
  /** Logs, and what the run leaves behind for whoever looks into a failure. */
  readonly folder: string;
  readonly brokers: readonly NatsServer[];
  readonly postgres: Postgres;
  /** Of the first replica. */
  readonly gatewayUrl: string;
  readonly rootKey: string;
  readonly services: readonly ChaosService[];
  /** Whether clocks can be set off. */
  readonly clocks: boolean;
}

/** The whole system in processes of its own, all of which can be killed. */
export class ChaosStack {
  private constructor(
    readonly parts: StackParts,
    /** The test's own connection, for the publisher and for looking around. */
    readonly broker: Broker,
  ) {}

  /** Starts the services and waits until they are ready. */
  static async start(parts: StackParts, timeoutMs: number): Promise<ChaosStack> {
    const url = parts.brokers.map((one) => one.url).join(',');
    const stack = new ChaosStack(parts, await connectBroker({ url, name: 'chaos' }));
    await Promise.all(stack.services.map((service) => service.start()));
    await stack.ready(timeoutMs);
    return stack;
  }

  get services(): readonly ChaosService[] {
    return this.parts.services;
  }

  /** Waits until every replica says that it is ready. */
  async ready(timeoutMs: number): Promise<void> {
    await Promise.all(this.services.map((service) => service.ready(timeoutMs)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.broker.connection.close();
  }
}
