import { STREAMS, TransientError, type Refusal } from '@deskhook/contracts';
import { messageTrace, publishDeadLetter, runHandler, type IncomingMessage } from '@deskhook/messaging';
import type { AttemptRun } from '../attempt-run.js';
import { cancellation } from '../delivery-lookup.js';
import type { DeliveryMessage } from '../delivery-message.js';
import type { SendableSubscription } from '../sendable-subscription.js';
import type { ArmRetry } from '../settlement.js';
import type { LaneAddress } from './lane-address.js';
import type { LaneParts } from './lane-parts.js';
import { parkedDelivery, readParked, type ParkedDelivery, type ParkedMessage } from './parked-delivery.js';

/** A delivery that failed this often before anything was sent brings out a bug. */
const BUG_TRIES_MAX = 5;

/** What came of the turn of a parked delivery, as far as its request goes. */
export type LaneAttempt =
  | { readonly kind: 'sent'; readonly message: ParkedMessage; readonly run: AttemptRun }
  /** It is not to be sent any more. */
  | { readonly kind: 'obsolete'; readonly message: ParkedMessage; readonly reason: string }
  /** It can never be sent. */
  | { readonly kind: 'poison'; readonly stored: IncomingMessage; readonly refusal: Refusal }
  /** Its message is in the lane no more. */
  | { readonly kind: 'gone' }
  /** Nothing was sent for a reason that passes. */
  | { readonly kind: 'again' };

const AGAIN = { kind: 'again' } as const;

/** Sends what waits in a lane, and writes down what came of it. */
export class LaneDelivery {
  private readonly tries = new Map<number, number>();
  private ending = false;

  constructor(
    private readonly parts: LaneParts,
    private readonly lane: LaneAddress,
  ) {}

  /** What is not written down by now is left to whoever has the lane next. */
  end(): void {
    this.ending = true;
  }

  /** `begin` is called right before the request; where it fails, or the lease has ended by then, nothing is sent. */
  async attempt(
    item: ParkedDelivery,
    message: Promise<IncomingMessage | null>,
    { subscription, begin }: { subscription: SendableSubscription; begin: () => Promise<void> },
  ): Promise<LaneAttempt> {
    let stored: IncomingMessage | null = null;
    try {
      stored = await message;
      if (stored === null) return { kind: 'gone' };
      const parked = readParked(stored);
      if (parked === null) return { kind: 'poison', stored, refusal: NOT_PARKED };
      const reason = cancellation(parked.delivery, subscription);
      if (reason !== null) return { kind: 'obsolete', message: parked, reason };
      await begin();
      // The last moment: the process may have been stopped meanwhile, and another may have the lane.
      if (!this.parts.leases.holds(this.lane.id)) return AGAIN;
      const run = await this.parts.runner.run(parked, subscription);
      this.tries.delete(item.sequence);
      return { kind: 'sent', message: parked, run };
    } catch (error) {
      return this.failed(item, stored, error);
    }
  }

  /**
   * Writes down what came of it. Returns what waits in the lane from now on instead, or null; undefined when it could not be
   * written down before the end, so that it is to stay as it is.
   */
  async settle(item: ParkedDelivery, made: Exclude<LaneAttempt, { kind: 'again' }>) {
    switch (made.kind) {
      case 'sent':
        return this.store(item, made.message, made.run);
      case 'obsolete':
        return this.untilDone(async () => (await this.cancel(made.message, made.reason), null));
      case 'poison':
        return this.untilDone(async () => (await this.reject(made.stored, made.refusal), null));
      case 'gone':
        return null;
      default:
        return made satisfies never;
    }
  }

  /** Reports that a delivery is not sent any more. */
  cancel(message: DeliveryMessage, reason: string): Promise<void> {
    return this.parts.settlement.cancel(message, reason);
  }

  /** Keeps what is no parked delivery among the dead letters. */
  async reject(stored: IncomingMessage, refusal: Refusal = NOT_PARKED): Promise<void> {
    await publishDeadLetter(this.parts.publisher, STREAMS.parked, stored, refusal);
  }

  /** Repeats work that needs the broker until it is done; undefined: it was not before the end. */
  async untilDone<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const done = await runHandler<{ readonly value: T } | 'failed'>(
        async () => ({ value: await work() }),
        () => 'failed',
        (error, tries) =>
          this.parts.logger.warn({ lane: this.lane.id, tries, err: error }, 'lane.not-settled'),
        () => this.ending,
      );
      if (done === null || (done === 'failed' && this.ending)) return undefined;
      if (done !== 'failed') return done.value;
    }
  }

  private store(item: ParkedDelivery, message: ParkedMessage, run: AttemptRun) {
    const { settlement } = this.parts;
    const arm = item.place === null ? settlement.schedule(message) : this.park(message);
    return this.untilDone(async () => {
      const retry = await settlement.store(message, run, arm);
      if (retry?.kind !== 'parked') return null;
      return parkedDelivery(retry.delivery, retry.as, retry.sequence, { inOrder: true, stored: null });
    });
  }

  /** The next attempt waits at the same place, so that nothing of its ticket passes it. */
  private park(message: ParkedMessage): ArmRetry {
    return async (repeated, delivery, at) => {
      const as = { ...message.as, reason: 'its next attempt is due', notBefore: at };
      const sequence = await this.parts.outbox.parkRetry(message, repeated, delivery, as);
      return { kind: 'parked', delivery, as, sequence };
    };
  }

  private failed({ sequence }: ParkedDelivery, stored: IncomingMessage | null, error: unknown): LaneAttempt {
    const isBug = !(error instanceof TransientError);
    const tries = (this.tries.get(sequence) ?? 0) + (isBug ? 1 : 0);
    const traceId = stored === null ? undefined : messageTrace(stored)?.traceId;
    this.parts.logger.warn(
      { lane: this.lane.id, sequence, tries, traceId, err: error },
      'lane.attempt-failed',
    );
    this.tries.set(sequence, tries);
    if (stored === null || tries < BUG_TRIES_MAX) return AGAIN;
    this.tries.delete(sequence);
    return { kind: 'poison', stored, refusal: poisoned(error) };
  }
}

const NOT_PARKED: Refusal = {
  reason: 'schema_violation',
  detail: 'the message carries no parked delivery in its headers',
};

function poisoned(error: unknown): Refusal {
  const cause = error instanceof Error ? error.message : String(error);
  const detail = `Deskhook failed on it again and again (${cause}): report this, then replay it`;
  return { reason: 'poison', detail };
}
