import { ACK, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { observeFirstLag } from './attempt-metrics.js';
import type { AttemptRun, AttemptRunner } from './attempt-run.js';
import { cancellation, type DeliveryLookup } from './delivery-lookup.js';
import { readDelivery, type DeliveryMessage } from './delivery-message.js';
import type { Endpoint, Turn } from './endpoints/endpoint-control.js';
import type { Endpoints } from './endpoints/endpoints.js';
import type { Parking } from './lanes/parking.js';
import type { SendableSubscription } from './sendable-subscription.js';
import type { Settlement } from './settlement.js';

export interface DeliveryParts {
  readonly lookup: DeliveryLookup;
  readonly endpoints: Endpoints;
  readonly parking: Parking;
  readonly runner: AttemptRunner;
  readonly settlement: Settlement;
}

/**
 * Takes a delivery through its stages: look up → admit → attempt → settle. One that cannot be sent at once is parked: it
 * waits in the lane of its endpoint.
 */
export class DeliveryService {
  /** Attempts whose outcome is not stored yet: the broker was away. They are not made again for that. */
  private readonly unstored = new WeakMap<IncomingMessage, AttemptRun>();

  constructor(private readonly parts: DeliveryParts) {}

  /** @param consumer the durable one that it came by */
  async deliver(incoming: IncomingMessage, consumer: string): Promise<Outcome> {
    const message = readDelivery(incoming, consumer);
    if (message === null) return NO_DELIVERY;
    const made = this.unstored.get(incoming);
    if (made !== undefined) return this.store(message, made);
    const { tenant, subscriptionId, url } = message.delivery;
    const endpoint = { tenant, subscriptionId, url };
    const standing = await this.parts.lookup.find(endpoint, message);
    switch (standing.kind) {
      case 'unreadable':
        // In its lane it holds no slot, and another replica may have the key.
        return this.parts.parking.park(incoming, message, { ...UNREADABLE, inOrder: standing.inOrder });
      case 'cancel':
        return this.cancel(message, standing.reason);
      case 'send': {
        const reason = cancellation(message.delivery, standing.subscription);
        if (reason !== null) return this.cancel(message, reason);
        return this.send(incoming, message, endpoint, standing.subscription);
      }
      default:
        return standing satisfies never;
    }
  }

  /** Moves a delivery whose order counts to its lane, where it finds its place. */
  async order(incoming: IncomingMessage): Promise<Outcome> {
    const message = readDelivery(incoming);
    if (message === null) return NO_DELIVERY;
    await this.parts.parking.park(incoming, message, {
      why: 'order',
      reason: 'its order counts',
      inOrder: true,
    });
    return ACK;
  }

  private async send(
    incoming: IncomingMessage,
    message: DeliveryMessage,
    endpoint: Endpoint,
    subscription: SendableSubscription,
  ): Promise<Outcome> {
    const { parking, endpoints } = this.parts;
    const { delivery } = subscription.record;
    const inOrder = delivery.ordering === 'ticket';
    const held = parking.reasonToPark(endpoint, subscription.record);
    if (held !== null) return parking.park(incoming, message, { ...held, inOrder });
    const admission = await endpoints.turn(endpoint, delivery);
    switch (admission.kind) {
      case 'send': {
        const run = await this.attempt(message, subscription, admission.turn);
        this.unstored.set(incoming, run);
        return this.store(message, run);
      }
      case 'full':
        return parking.park(incoming, message, { why: 'busy', reason: 'its endpoint is busy', inOrder });
      case 'closed':
        return parking.park(incoming, message, { why: 'breaker', reason: admission.reason, inOrder });
      default:
        return admission satisfies never;
    }
  }

  private async attempt(
    message: DeliveryMessage,
    subscription: SendableSubscription,
    turn: Turn,
  ): Promise<AttemptRun> {
    try {
      const run = await this.parts.runner.run(message, subscription);
      turn.end(run.observation);
      observeFirstLag(message.delivery, run.measured);
      return run;
    } finally {
      turn.end(null);
    }
  }

  private async store(message: DeliveryMessage, run: AttemptRun): Promise<Outcome> {
    const { settlement } = this.parts;
    await settlement.store(message, run, settlement.schedule(message));
    return ACK;
  }

  private async cancel(message: DeliveryMessage, reason: string): Promise<Outcome> {
    await this.parts.settlement.cancel(message, reason);
    return ACK;
  }
}

const UNREADABLE = { why: 'secret', reason: 'the secrets of its subscription cannot be opened' } as const;

const NO_DELIVERY = reject({
  reason: 'schema_violation',
  detail: 'the message carries no delivery in its headers',
});
