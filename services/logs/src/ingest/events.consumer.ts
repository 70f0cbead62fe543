import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { BatchKeeper, type Reading } from './batch-keeper.js';
import { eventRow, type EventRow } from './event-row.js';
import { EventsRepository } from './events.repository.js';

@Controller()
export class EventsConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: EventsRepository,
  ) {}

  @EventPattern(CONSUMERS.logsEvents, JETSTREAM)
  keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const store = (rows: readonly EventRow[]) => this.repository.store(rows);
    return this.keeper.keep(messages, { stream: STREAMS.events, read, store });
  }
}

function read(message: IncomingMessage): Reading<EventRow> {
  const item = eventRow(message);
  return item === null ? { kind: 'ignore' } : { kind: 'keep', item };
}
