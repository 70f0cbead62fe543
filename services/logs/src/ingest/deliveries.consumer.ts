import { CONSUMERS, HEADERS, STREAMS } from '@deskhook/contracts';
import { JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { BatchKeeper, type Reading } from './batch-keeper.js';
import { DeliveriesRepository, type Announcement } from './deliveries.repository.js';

@Controller()
export class DeliveriesConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: DeliveriesRepository,
  ) {}

  @EventPattern(CONSUMERS.logsDeliveries, JETSTREAM)
  keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const store = (items: readonly Announcement[]) => this.repository.store(items);
    return this.keeper.keep(messages, { stream: STREAMS.deliveries, read, store });
  }
}

/** What carries no delivery is refused by the dispatcher, which has its payload too. */
function read(message: IncomingMessage): Reading<Announcement> {
  const delivery = message.header(HEADERS.delivery);
  return delivery === null
    ? { kind: 'ignore' }
    : { kind: 'keep', item: { delivery, storedAt: message.storedAt } };
}
