import type { Consumer } from '@nats-io/jetstream';
import { isConsumerNotFound } from './api-error.js';
import type { ConsumerContext } from './consumer-context.js';
import { consumerDifferences, ensureConsumer, type ConsumerDeclaration } from './consumer-declaration.js';
import { notProvisioned } from './provisioned.js';

/** Those who work with another value of these get the same messages all the same. */
const TUNING: ReadonlySet<string> = new Set(['ack_wait', 'max_ack_pending', 'num_replicas', 'max_deliver']);

/**
 * What a running loop pulls from: the consumer as it is. One that was lost is made anew where that may be done here, but none is
 * changed: replicas of two versions, or with two settings, would change it to and fro. A difference is told once.
 */
export class ConsumerSource {
  private told = '';

  constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
  ) {}

  /** Throws a BrokerUnfitError when the consumer is missing or hands out other messages than the declared one. */
  async open(): Promise<Consumer> {
    const consumer = await this.find();
    const { config } = await consumer.info(true);
    const differences = consumerDifferences(config, this.declaration, this.context.settings);
    if (differences.some((key) => !TUNING.has(key))) throw notProvisioned(this.differs(differences));
    this.tell(differences);
    return consumer;
  }

  private async find(): Promise<Consumer> {
    const { broker, settings } = this.context;
    const { stream, durable } = this.declaration;
    try {
      return await broker.js.consumers.get(stream, durable);
    } catch (error) {
      if (!isConsumerNotFound(error)) throw error;
      await ensureConsumer(broker.jsm, this.declaration, settings);
      return broker.js.consumers.get(stream, durable);
    }
  }

  private tell(differences: readonly string[]): void {
    const told = differences.join(', ');
    if (told === this.told) return;
    this.told = told;
    if (told === '') return;
    const { durable: consumer, stream } = this.declaration;
    this.context.log.warn({ consumer, stream, differences }, 'consumer.differs');
  }

  private differs(differences: readonly string[]): string {
    const { durable, stream } = this.declaration;
    return `the consumer ${durable} of the stream ${stream} differs in ${differences.join(', ')}`;
  }
}
