import { STREAMS, subjects } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import { countUnder, readMessage, readSubject, type Broker } from '@deskhook/messaging';
import { deliveryIdOf, type LaneContents, type ReadBudget } from './lane-contents.js';
import type { OpenDelivery } from './open-deliveries.repository.js';
import { dispatcherPositions, type DispatcherPositions } from './stream-positions.js';

/** Due retries that are looked at one by one; of more it counts how many there are. */
const DUE_READ_MAX = 1_000;
const DUE_READ_BYTES = 8_000_000;
const HEADERS_READ_MAX = 50_000;

/**
 * Where open deliveries are in JetStream, at one time: a delivery is announced in DELIVERIES until a dispatcher has settled
 * it, armed or due in RETRIES, or in its endpoint's lane. It is put into the next place before it leaves the last, so the
 * places are looked at in the order in which deliveries pass through them.
 */
export class DeliveryPlaces {
  private readonly armed = new Map<string, Promise<ReadonlyMap<string, number>>>();
  private readonly due = new Map<string, Promise<DueRetries>>();
  private readonly lanes = new Map<string, Promise<ReadonlyMap<string, number>>>();
  private readonly parked = new Map<string, Promise<ReadonlySet<string> | null>>();
  /** By subscription, whether its deliveries were announced as ordered ones. */
  private readonly ordered = new Map<string, boolean>();
  private readonly budget: ReadBudget = { left: HEADERS_READ_MAX };

  private constructor(
    private readonly broker: Broker,
    private readonly contents: LaneContents,
    private readonly dispatched: DispatcherPositions,
  ) {}

  static async now(broker: Broker, contents: LaneContents): Promise<DeliveryPlaces> {
    return new DeliveryPlaces(broker, contents, await dispatcherPositions(broker));
  }

  /** Those that are nowhere. */
  async absent<T extends OpenDelivery>(deliveries: readonly T[]): Promise<T[]> {
    const absent: T[] = [];
    for (const delivery of deliveries) if (!(await this.isThere(delivery))) absent.push(delivery);
    return absent;
  }

  private async isThere(delivery: OpenDelivery): Promise<boolean> {
    if (await this.isAnnounced(delivery)) return true;
    const { tenant, subscriptionId, url, id } = delivery;
    if ((await this.armedOf(tenant, subscriptionId)).has(subjects.retrySet(tenant, subscriptionId, id)))
      return true;
    const due = await this.dueOf(tenant, subscriptionId);
    if (due.ids.has(id) || due.isMore) return true;
    const lane = subjects.parked(tenant, subscriptionId, endpointKey(url));
    const count = (await this.lanesOf(tenant, subscriptionId)).get(lane) ?? 0;
    const parked = await once(this.parked, lane, () => this.contents.of(lane, count, this.budget));
    return parked === null || parked.has(id);
  }

  /** Whether its announcement waits for a dispatcher. */
  private async isAnnounced(delivery: OpenDelivery): Promise<boolean> {
    const { status, streamSequence: sequence, changedMs } = delivery;
    const { deliveries, settledUpTo, orderedSettledUpTo } = this.dispatched;
    if (status !== 'pending' || sequence === null) return false;
    // Announced a moment ago, unless it was in a stream that was lost: this one begins to count anew.
    if (sequence > deliveries.last) return changedMs >= Date.parse(deliveries.createdAt);
    if (sequence < deliveries.first || deliveries.deleted.has(sequence)) return false;
    if (sequence <= Math.min(settledUpTo, orderedSettledUpTo)) return false;
    if (sequence > Math.max(settledUpTo, orderedSettledUpTo)) return true;
    const { tenant, subscriptionId } = delivery;
    const others = this.ordered.get(`${tenant} ${subscriptionId}`);
    if (others !== undefined && sequence > (others ? orderedSettledUpTo : settledUpTo)) return true;
    return this.isUnsettled(delivery, sequence);
  }

  /** Only the message itself tells which of the two consumers it is for; that of others of its subscription mostly holds. */
  private async isUnsettled({ tenant, subscriptionId }: OpenDelivery, sequence: number): Promise<boolean> {
    const message = await readMessage(this.broker, STREAMS.deliveries, sequence);
    if (message === null) return false;
    const isOrdered = message.subject === subjects.orderedDelivery(tenant, subscriptionId);
    this.ordered.set(`${tenant} ${subscriptionId}`, isOrdered);
    const { settledUpTo, orderedSettledUpTo } = this.dispatched;
    return sequence > (isOrdered ? orderedSettledUpTo : settledUpTo);
  }

  private armedOf(tenant: string, subscription: string): Promise<ReadonlyMap<string, number>> {
    const filter = subjects.retrySet(tenant, subscription, '*');
    return once(this.armed, filter, () => countUnder(this.broker, STREAMS.retries, filter));
  }

  private dueOf(tenant: string, subscription: string): Promise<DueRetries> {
    const subject = subjects.retryDue(tenant, subscription);
    return once(this.due, subject, () => dueRetries(this.broker, subject));
  }

  private lanesOf(tenant: string, subscription: string): Promise<ReadonlyMap<string, number>> {
    const filter = subjects.parked(tenant, subscription, '*');
    return once(this.lanes, filter, () => countUnder(this.broker, STREAMS.parked, filter));
  }
}

interface DueRetries {
  readonly ids: ReadonlySet<string>;
  /** More than were looked at: no dispatcher takes them, and any may be among them. */
  readonly isMore: boolean;
}

async function dueRetries(broker: Broker, subject: string): Promise<DueRetries> {
  const count = (await countUnder(broker, STREAMS.retries, subject)).get(subject) ?? 0;
  if (count === 0) return { ids: new Set(), isMore: false };
  const range = { subject, from: 1, countMax: DUE_READ_MAX, bytesMax: DUE_READ_BYTES };
  const { messages } = await readSubject(broker, STREAMS.retries, range);
  return { ids: new Set(messages.map(deliveryIdOf)), isMore: messages.length < count };
}

/** What was asked for before is not asked for again. */
function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = ask();
  known.set(key, answer);
  return answer;
}
