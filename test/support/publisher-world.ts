// Test support: a publisher whose transport answers what a test says.
import { Publisher, type PublisherOptions } from '../../libs/publisher/src/publisher.js';
import type { Outcome, Outgoing, Transport } from '../../libs/publisher/src/transport.js';

export const STORED: Outcome = { kind: 'stored', sequence: null };

interface Request {
  readonly ids: readonly string[];
  answer(outcome: Outcome | readonly Outcome[]): void;
}

/** A transport whose answers the test gives. */
export class ManualTransport implements Transport {
  readonly batchBytesMax = 10_000;
  readonly requests: Request[] = [];
  tell: (isAvailable: boolean, error?: Error) => void = () => undefined;
  closed = 0;

  constructor(
    readonly requestsMax = 10,
    readonly batchMax = 1,
  ) {}

  watch(tell: (isAvailable: boolean, error?: Error) => void): void {
    this.tell = tell;
  }

  send(batch: readonly Outgoing[]): Promise<readonly Outcome[]> {
    return new Promise((resolve) => {
      const answer = (outcome: Outcome | readonly Outcome[]) =>
        resolve('kind' in outcome ? batch.map(() => outcome) : outcome);
      this.requests.push({ ids: batch.map(({ event }) => event.id), answer });
    });
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }

  /** What is on its way, in the order of sending. */
  sent(): string[] {
    return this.requests.flatMap(({ ids }) => [...ids]);
  }

  answerNext(outcome: Outcome | readonly Outcome[] = STORED): void {
    this.requests.shift()?.answer(outcome);
  }
}

export function publisherWorld(options: Partial<PublisherOptions> = {}, transport = new ManualTransport()) {
  const warnings: string[] = [];
  const publisher = new Publisher(transport, { tenant: 'acme', ...options }, (text) => warnings.push(text));
  const publish = (id: string, subject?: string) =>
    publisher.publish('custom.x', {}, { id, ...(subject === undefined ? {} : { subject }) });
  return { transport, publisher, publish, warnings };
}

/** Until everything that can happen by itself has. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
