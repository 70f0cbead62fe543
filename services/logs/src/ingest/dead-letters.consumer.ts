import { CONSUMERS, deadLetterHeaderSchema, HEADERS, STREAMS, tenantOfSubject } from '@deskhook/contracts';
import { ACK, JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { BatchKeeper, unstorable, type Reading } from './batch-keeper.js';
import { DeadLettersRepository, type DeadLetterRow } from './dead-letters.repository.js';
import { beyondReach } from './log-reach.js';

@Controller()
export class DeadLettersConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: DeadLettersRepository,
  ) {}

  /** What cannot be kept is told in the log and stays in DEAD: a dead letter of a dead letter would have no end. */
  @EventPattern(CONSUMERS.logsDead, JETSTREAM)
  async keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const store = (rows: readonly DeadLetterRow[]) => this.repository.store(rows);
    const outcomes = await this.keeper.keep(messages, { stream: STREAMS.dead, read, store });
    return outcomes.map(() => ACK);
  }
}

function read(message: IncomingMessage): Reading<DeadLetterRow> {
  const header = deadLetterHeaderSchema.safeParse(parseJson(message.header(HEADERS.deadLetter)));
  if (!header.success)
    return {
      kind: 'refuse',
      refusal: unstorable(`${place(message)}: the header ${HEADERS.deadLetter} is missing or not readable`),
    };
  const fault = beyondReach(header.data.receivedAt, Date.now());
  if (fault !== null) return { kind: 'refuse', refusal: unstorable(`${place(message)}: ${fault}`) };
  const tenant = tenantOfSubject(message.subject);
  return { kind: 'keep', item: { tenant, header: header.data, payload: message.payload } };
}

const place = ({ sequence }: IncomingMessage): string => `sequence ${sequence}`;

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
