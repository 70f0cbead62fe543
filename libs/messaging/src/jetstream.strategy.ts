import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { BatchConsumer } from './batch-consumer.js';
import type { ConsumerContext, RunningConsumer } from './consumer-context.js';
import type { ConsumerDeclaration } from './consumer-declaration.js';
import { isOutcome, type Outcome } from './consumer-outcome.js';
import { EachConsumer } from './each-consumer.js';

/** Transport of handlers that consume JetStream: `@EventPattern('<durable>', JETSTREAM)`. */
export const JETSTREAM = Symbol('JETSTREAM');

/**
 * Nest transport strategy over JetStream pull consumers. The pattern of a handler is the durable name of a declared
 * consumer; a consumer without a handler, or a handler without a consumer, stops the boot.
 */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = JETSTREAM;
  private running: RunningConsumer[] = [];
  private closed = false;

  constructor(
    private readonly context: ConsumerContext,
    private readonly declarations: readonly ConsumerDeclaration[],
    private readonly graceMs: number,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  /** `true`, or a sentence that says which consumers do not come by their messages; for health reports. */
  check(): true | string {
    const faults = this.running.map((consumer) => consumer.check()).filter((fault) => fault !== true);
    return faults.length === 0 || faults.join('; ');
  }

  async close(): Promise<void> {
    this.closed = true;
    const running = this.running;
    this.running = [];
    await Promise.all(running.map((consumer) => consumer.close(this.graceMs)));
  }

  on(): never {
    throw new Error('the JetStream strategy emits no events');
  }

  unwrap(): never {
    throw new Error('the JetStream strategy wraps no single client');
  }

  private async start(): Promise<void> {
    this.assertComplete();
    await Promise.all(this.declarations.map((declaration) => this.begin(declaration)));
  }

  /** One that has begun is closed with the others, also when another one cannot begin. */
  private async begin(declaration: ConsumerDeclaration): Promise<void> {
    const consumer = await this.startConsumer(declaration);
    if (this.closed) await consumer.close(this.graceMs);
    else this.running.push(consumer);
  }

  private startConsumer(declaration: ConsumerDeclaration): Promise<RunningConsumer> {
    const call = this.handlerOf(declaration.durable);
    return declaration.batchWaitMs === undefined
      ? EachConsumer.start(this.context, declaration, async (message) => outcomeOf(await call(message)))
      : BatchConsumer.start(this.context, declaration, async (messages) => outcomesOf(await call(messages)));
  }

  private handlerOf(durable: string): (data: unknown) => Promise<unknown> {
    const handler = this.messageHandlers.get(durable);
    if (handler === undefined) throw new Error(`no handler for the declared consumer "${durable}"`);
    return async (data) => {
      const result: unknown = await handler(data);
      return isObservable(result) ? lastValueFrom(result) : result;
    };
  }

  private assertComplete(): void {
    const declared = new Set(this.declarations.map((declaration) => declaration.durable));
    const missing = [...declared].filter((durable) => !this.messageHandlers.has(durable));
    const unknown = [...this.messageHandlers.keys()].filter((pattern) => !declared.has(pattern));
    if (missing.length > 0) throw new Error(`declared consumers without a handler: ${missing.join(', ')}`);
    if (unknown.length > 0) throw new Error(`handlers without a declared consumer: ${unknown.join(', ')}`);
  }
}

/** Nest gives every handler the same loose type, so what it returns is checked. */
function outcomeOf(value: unknown): Outcome {
  if (isOutcome(value)) return value;
  throw new TypeError('a handler of JetStream messages must return an outcome');
}

function outcomesOf(value: unknown): readonly Outcome[] {
  if (Array.isArray(value) && value.every(isOutcome)) return value;
  throw new TypeError('a handler of JetStream batches must return an outcome for each message');
}
