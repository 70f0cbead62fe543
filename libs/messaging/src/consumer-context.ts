import type { Broker } from './nats-connection.js';
import type { ConsumerSettings } from './consumer-declaration.js';
import type { Publisher } from './publisher.js';

/** What the consumer loops tell about themselves. */
export interface ConsumerLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What every consumer loop works with. */
export interface ConsumerContext {
  readonly broker: Broker;
  readonly publisher: Publisher;
  readonly settings: ConsumerSettings;
  readonly log: ConsumerLog;
}

/** A running consumer loop. */
export interface RunningConsumer {
  /** `true`, or a sentence that says since when it could not take messages, and why. */
  check(): true | string;
  /** Stops taking messages, lets the ones at work finish within the time, and hands back the rest. */
  close(graceMs: number): Promise<void>;
}
