import { CONSUMERS, STREAMS, TransientError } from '@deskhook/contracts';
import { consumerFigures, type Broker } from '@deskhook/messaging';
import { EventLogRepository, type StoredEvent } from '../query/event-log.repository.js';
import type { ReplayableDelivery } from './replayable.repository.js';

/** The log has a delivery, and is behind with the event that it is of. */
export class EventNotLoggedYetError extends TransientError {
  override readonly name = 'EventNotLoggedYetError';
}

/** Finds the event that a delivery is of. Events and deliveries are logged side by side: either may be there first. */
export class DeliveredEvents {
  constructor(
    private readonly log: EventLogRepository,
    private readonly broker: Broker,
  ) {}

  /** Null: the log does not have it, and will not. Throws `EventNotLoggedYetError` while it may still come. */
  async find(tenant: string, delivery: ReplayableDelivery): Promise<StoredEvent | null> {
    const { eventId, acceptedAt } = delivery;
    const event = await this.log.find(tenant, eventId);
    if (event !== null) return event;
    const oldestAt = await this.oldestUnlogged();
    if (oldestAt !== null && oldestAt <= acceptedAt)
      throw new EventNotLoggedYetError(`The log is behind: it does not have the event "${eventId}" yet`);
    // It may have come between the two looks.
    return this.log.find(tenant, eventId);
  }

  /** When the oldest event that is not logged was accepted, in epoch milliseconds; null: all are logged. */
  private async oldestUnlogged(): Promise<number | null> {
    try {
      const queue = { stream: STREAMS.events, durable: CONSUMERS.logsEvents };
      return (await consumerFigures(this.broker, queue)).oldestAt;
    } catch (cause) {
      throw new TransientError('the broker does not tell how far the log is with events', { cause });
    }
  }
}
