import { FailureError, HEADERS, subjects, type RpcAnswer, type RpcRequest } from '@deskhook/contracts';
import { Publisher } from '@deskhook/messaging';
import { Injectable } from '@nestjs/common';
import { DeadLetterLogRepository } from '../query/dead-letter-log.repository.js';
import { unknownDeadLetter } from '../query/unknown-dead-letter.js';
import { ReplayRefusedError } from './replay-refusal.js';

type MendedEvent = RpcRequest<'logs.dead-letters.mend'>['event'];

/** Publishes what could not be accepted once more, as it came or mended. What is refused again names the one before. */
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

  /**
   * Publishes an event in the place of a dead letter, of which nothing goes along: neither a payload that was cut or that a
   * person was erased from, nor attributes in headers, which the event has itself.
   */
  async replayMended(
    tenant: string,
    id: string,
    event: MendedEvent,
  ): Promise<RpcAnswer<'logs.dead-letters.mend'>> {
    const letter = await this.deadLetters.find(tenant, id);
    if (letter === null) throw unknownDeadLetter(id);
    if (!letter.subject.startsWith(subjects.event(tenant, ''))) throw notAnEvent(letter.subject);
    const subject = subjects.event(tenant, event.type);
    const headers = { [HEADERS.replayOf]: id };
    await this.publisher.publish({ subject, payload: Buffer.from(event.payload), headers });
    await this.deadLetters.markReplayed(tenant, id);
    return { id, subject };
  }
}

function notAnEvent(subject: string): FailureError {
  const detail = `It was no event of the tenant but came on "${subject}", so no event can take its place: replay it without one`;
  return new FailureError({ kind: 'conflict', detail });
}

function cut(fullBytes: number, keptBytes: number): ReplayRefusedError {
  const detail = `Only the first ${keptBytes} of its ${fullBytes} bytes were kept, so it cannot be sent again: publish the original once more`;
  return new ReplayRefusedError('truncated', detail);
}
