import { CONSUMERS, HEADERS, STREAMS } from '@deskhook/contracts';
import { JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { BatchKeeper, unstorable, type Reading } from './batch-keeper.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { deliveryRow, type DeliveryRow } from './delivery-row.js';
import { beyondReach } from './log-reach.js';

@Controller()
export class DeliveriesConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: DeliveriesRepository,
  ) {}

  @EventPattern(CONSUMERS.logsDeliveries, JETSTREAM)
  keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const store = (items: readonly DeliveryRow[]) => this.repository.store(items);
    return this.keeper.keep(messages, { stream: STREAMS.deliveries, read, store });
  }
}

/** What carries no delivery is refused by the dispatcher, which has its payload too. */
function read(message: IncomingMessage): Reading<DeliveryRow> {
  const header = message.header(HEADERS.delivery);
  if (header === null) return { kind: 'ignore' };
  const { storedAt, sequence } = message;
  const row = deliveryRow({ header, storedAt, sequence });
  const fault = typeof row === 'string' ? row : beyondReach(row.createdAt, Date.now());
  if (typeof row === 'string' || fault !== null) return { kind: 'refuse', refusal: unstorable(fault ?? '') };
  return { kind: 'keep', item: row };
}
