import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { isTracing, JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { attemptRow, type AttemptRow } from './attempt-row.js';
import { traceReports } from './attempt-trace.js';
import { AttemptsRepository } from './attempts.repository.js';
import { BatchKeeper, unstorable, type Reading } from './batch-keeper.js';
import { beyondReach } from './log-reach.js';

@Controller()
export class AttemptsConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: AttemptsRepository,
  ) {}

  @EventPattern(CONSUMERS.logsAttempts, JETSTREAM)
  async keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const startedAt = Date.now();
    const store = (rows: readonly AttemptRow[]) => this.repository.store(rows);
    const outcomes = await this.keeper.keep(messages, { stream: STREAMS.attempts, read, store });
    if (isTracing()) traceReports(messages, outcomes, startedAt);
    return outcomes;
  }
}

function read({ payload }: IncomingMessage): Reading<AttemptRow> {
  const row = attemptRow(payload);
  const now = Date.now();
  const fault = typeof row === 'string' ? row : (beyondReach(row.createdAt, now) ?? beyondReach(row.at, now));
  if (typeof row === 'string' || fault !== null) return { kind: 'refuse', refusal: unstorable(fault ?? '') };
  return { kind: 'keep', item: row };
}
