import { FailureError, TransientError, type ReplayOrder } from '@deskhook/contracts';
import { MessageTooLargeError } from '@deskhook/messaging';
import { Injectable } from '@nestjs/common';
import { DeadLetterReplayService } from './dead-letter-replay.service.js';
import { DeliveryReplayService } from './delivery-replay.service.js';
import { EndpointStanding } from './endpoint-standing.js';
import { REPLAYED, skipped, type ItemOutcome, type ReplayItem } from './replay-item.js';
import { ReplayPressure } from './replay-pressure.js';
import { ReplayRefusedError } from './replay-refusal.js';
import { ReplayableRepository, type ReplayableDelivery } from './replayable.repository.js';

/** The endpoint has enough to do: this one is tried again later. */
export class EndpointBusyError extends TransientError {
  override readonly name = 'EndpointBusyError';
}

/** The services that send one of each kind. */
@Injectable()
export class ReplaySenders {
  constructor(
    readonly deliveries: DeliveryReplayService,
    readonly deadLetters: DeadLetterReplayService,
  ) {}
}

/** Sends one of those that a replay selects, and tells what came of it. */
@Injectable()
export class ItemReplayService {
  constructor(
    private readonly senders: ReplaySenders,
    private readonly replayable: ReplayableRepository,
    private readonly standing: EndpointStanding,
    private readonly pressure: ReplayPressure,
  ) {}

  /** Throws only what may pass by itself: then nothing came of it yet. */
  async replay(kind: ReplayOrder['kind'], tenant: string, item: ReplayItem): Promise<ItemOutcome> {
    try {
      if (kind === 'deliveries') return await this.delivery(tenant, item);
      await this.senders.deadLetters.replay(tenant, item.id);
      return REPLAYED;
    } catch (error) {
      if (error instanceof ReplayRefusedError) return skipped(error.reason);
      if (error instanceof FailureError) return failed(error.failure.detail);
      if (error instanceof MessageTooLargeError) return failed(error.message);
      throw error;
    }
  }

  private async delivery(tenant: string, item: ReplayItem): Promise<ItemOutcome> {
    const delivery = await this.replayable.delivery(tenant, item.id);
    if (delivery === null) return skipped('not_in_log');
    // The batch was sent before, and the process that did it ended before it could say so.
    if (delivery.number > item.number) return REPLAYED;
    const hindrance = await this.hindrance(tenant, delivery);
    if (hindrance !== null) return skipped(hindrance);
    await this.senders.deliveries.send(tenant, delivery);
    return REPLAYED;
  }

  private async hindrance(tenant: string, delivery: ReplayableDelivery) {
    const { test, subscriptionId, url } = delivery;
    if (test) return 'test';
    const hindrance = await this.standing.hindrance(tenant, subscriptionId, url);
    if (hindrance !== null) return hindrance;
    const busy = await this.pressure.reasonOf({ tenant, subscriptionId, url });
    if (busy !== null) throw new EndpointBusyError(busy);
    return null;
  }
}

function failed(detail: string): ItemOutcome {
  return { kind: 'failed', detail };
}
