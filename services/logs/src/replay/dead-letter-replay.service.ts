import { FailureError, HEADERS, type RpcAnswer } from '@deskhook/contracts';
import { Publisher } from '@deskhook/messaging';
import { Injectable } from '@nestjs/common';
import { DeadLetterLogRepository } from '../query/dead-letter-log.repository.js';
import { ReplayRefusedError } from './replay-refusal.js';

/** Publishes what could not be accepted once more, as it came. What is refused again names the one before. */
@Injectable()
export class DeadLetterReplayService {
  constructor(
    private readonly deadLetters: DeadLetterLogRepository,
    private readonly publisher: Publisher,
  ) {}

  async replay(tenant: string, id: string): Promise<RpcAnswer<'logs.dead-letters.replay'>> {
    const letter = await this.deadLetters.find(tenant, id);
    if (letter === null) throw unknownDeadLetter(id);
    const { subject, bytes, truncatedFrom, isErased } = letter;
    if (isErased) throw new ReplayRefusedError('erased');
    if (truncatedFrom !== null) throw cut(truncatedFrom, bytes.length);
    const headers = { ...letter.headers, [HEADERS.replayOf]: id };
    await this.publisher.publish({ subject, payload: bytes, headers });
    await this.deadLetters.markReplayed(tenant, id);
    return { id, subject };
  }
}

function unknownDeadLetter(id: string): FailureError {
  const detail = `There is no dead letter "${id}" in the log; the log may be a moment behind`;
  return new FailureError({ kind: 'not-found', detail });
}

function cut(fullBytes: number, keptBytes: number): ReplayRefusedError {
  const detail = `Only the first ${keptBytes} of its ${fullBytes} bytes were kept, so it cannot be sent again: publish the original once more`;
  return new ReplayRefusedError('truncated', detail);
}
