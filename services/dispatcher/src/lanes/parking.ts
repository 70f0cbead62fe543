import type { Parked, SubscriptionRecord } from '@deskhook/contracts';
import { ACK, isStreamFull, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { DeliveryMessage } from '../delivery-message.js';
import type { DeliveryPublisher } from '../delivery-publisher.js';
import { traceIdOf } from '../delivery-span.js';
import { dispatcherMetrics } from '../dispatcher.metrics.js';
import type { Endpoint } from '../endpoints/endpoint-control.js';
import { laneOf } from './lane-address.js';
import type { Lanes } from './lanes.js';
import { reasonForLane } from './standing-lane.js';

/** The kind of reason, for who counts them. */
export type ParkedWhy = 'busy' | 'breaker' | 'rate_limit' | 'order' | 'secret';

export interface WhyParked {
  readonly why: ParkedWhy;
  readonly reason: string;
  /** Whether its place among the deliveries of its ticket counts. */
  readonly inOrder: boolean;
}

/** Has deliveries wait in the lane of their endpoint, and somebody drain it. */
export class Parking {
  constructor(
    private readonly publisher: DeliveryPublisher,
    private readonly lanes: Lanes,
    private readonly logger: Logger,
  ) {}

  /** Why a delivery for the endpoint cannot be sent at once, before anything else is asked; null: it may be. */
  reasonToPark(endpoint: Endpoint, record: SubscriptionRecord): Omit<WhyParked, 'inOrder'> | null {
    const standing = reasonForLane(record);
    if (standing !== null) return standing;
    return this.lanes.isOpen(endpoint) ? { why: 'busy', reason: 'others wait for its endpoint' } : null;
  }

  /**
   * Where the lanes have no room left, the delivery is put off as a schedule; one whose order counts is held until there is
   * some, since a schedule would let others pass it.
   */
  async park(
    incoming: IncomingMessage,
    message: DeliveryMessage,
    { why, reason, inOrder }: WhyParked,
  ): Promise<Outcome> {
    const as: Parked = { ...(inOrder ? placeOf(incoming, message) : NO_PLACE), reason, notBefore: null };
    const { delivery } = message;
    const { tenant, id: deliveryId } = delivery;
    const fields = { tenant, deliveryId, reason, traceId: traceIdOf(message) };
    try {
      await this.publisher.park(message, as, `${delivery.number}.${sourceOf(incoming)}`);
    } catch (error) {
      if (!isStreamFull(error) || as.ticket !== null) throw error;
      await this.publisher.defer(message, Date.now());
      dispatcherMetrics.deferred.inc({ why });
      this.logger.warn(fields, 'delivery.deferred');
      return ACK;
    }
    dispatcherMetrics.deferred.inc({ why });
    this.lanes.parked(laneOf(delivery));
    this.logger.debug(fields, 'delivery.parked');
    return ACK;
  }
}

const NO_PLACE = { ticket: null, place: null } as const;

/** What comes from RETRIES has no sequence in DELIVERIES; it came before whatever is only announced. */
function placeOf(incoming: IncomingMessage, { delivery }: DeliveryMessage): Pick<Parked, 'ticket' | 'place'> {
  const { ticketId, sequence } = delivery;
  if (ticketId === null) return NO_PLACE;
  if (sequence === undefined) return { ticket: ticketId, place: null };
  return { ticket: ticketId, place: [sequence, streamOf(incoming) === 'deliveries' ? incoming.sequence : 0] };
}

function sourceOf(incoming: IncomingMessage): string {
  return `${streamOf(incoming)}.${incoming.sequence}`;
}

function streamOf({ subject }: IncomingMessage): string {
  return subject.slice(0, subject.indexOf('.'));
}
