import type { Refusal, StreamName } from '@deskhook/contracts';
import { ACK, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { logsMetrics } from '../logs.metrics.js';
import { storeBatch } from './store-batch.js';

/** What a message is to the log. */
export type Reading<T> =
  | { readonly kind: 'keep'; readonly item: T }
  /** Somebody else's business. */
  | { readonly kind: 'ignore' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

export interface BatchWork<T> {
  readonly stream: StreamName;
  readonly read: (message: IncomingMessage) => Reading<T>;
  readonly store: (items: readonly T[]) => Promise<void>;
}

/** Takes a batch through its stages: read → store → the outcome of each message; one log line for it all. */
export class BatchKeeper {
  constructor(private readonly logger: Logger) {}

  async keep<T>(messages: readonly IncomingMessage[], work: BatchWork<T>): Promise<Outcome[]> {
    const begun = performance.now();
    const outcomes: Outcome[] = [];
    const entries: { readonly index: number; readonly bytes: number; readonly item: T }[] = [];
    for (const [index, message] of messages.entries()) {
      const reading = work.read(message);
      outcomes.push(reading.kind === 'refuse' ? reject(reading.refusal) : ACK);
      if (reading.kind === 'keep') entries.push({ index, bytes: message.payload.length, item: reading.item });
    }
    const faults = await storeBatch(
      entries,
      (entry) => entry.bytes,
      (part) => work.store(part.map((entry) => entry.item)),
    );
    for (const [n, { index }] of entries.entries()) {
      const fault = faults[n] ?? null;
      if (fault !== null) outcomes[index] = reject(unstorable(fault));
    }
    this.report(work.stream, entries.length, outcomes, performance.now() - begun);
    return outcomes;
  }

  private report(stream: StreamName, kept: number, outcomes: readonly Outcome[], durationMs: number): void {
    const refused = outcomes.filter((outcome) => outcome.kind === 'reject');
    logsMetrics.batchMessages.observe({ stream }, outcomes.length);
    logsMetrics.batchDuration.observe({ stream }, durationMs / 1000);
    logsMetrics.rows.inc({ stream }, Math.max(0, kept - refused.length));
    const fields = { stream, messages: outcomes.length, kept, refused: refused.length, durationMs };
    if (refused.length === 0) this.logger.debug(fields, 'batch.kept');
    else this.logger.warn({ ...fields, refusal: refused[0]?.refusal }, 'batch.refused-some');
  }
}

/** What is refused because the log cannot keep it. */
export function unstorable(fault: string): Refusal {
  return { reason: 'schema_violation', detail: `the log cannot store it: ${fault}` };
}
