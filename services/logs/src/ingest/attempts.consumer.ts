import { CONSUMERS, HEADERS, STREAMS } from '@deskhook/contracts';
import { isTracing, JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { traceReports } from './attempt-trace.js';
import { AttemptsRepository } from './attempts.repository.js';
import { BatchKeeper, type Reading } from './batch-keeper.js';
import { withInflatedBody } from './inflated-report.js';

@Controller()
export class AttemptsConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: AttemptsRepository,
  ) {}

  @EventPattern(CONSUMERS.logsAttempts, JETSTREAM)
  async keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const startedAt = Date.now();
    const store = (reports: readonly Uint8Array[]) => this.repository.store(reports);
    const outcomes = await this.keeper.keep(messages, { stream: STREAMS.attempts, read, store });
    if (isTracing()) traceReports(messages, outcomes, startedAt);
    return outcomes;
  }
}

/** Postgres reads the report itself; nothing of it is looked at here, unless its body is deflated. */
function read(message: IncomingMessage): Reading<Uint8Array> {
  const isDeflated = message.header(HEADERS.deflated) !== null;
  return { kind: 'keep', item: isDeflated ? withInflatedBody(message.payload) : message.payload };
}
