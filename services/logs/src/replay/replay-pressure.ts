import { CONSUMERS, STREAMS, subjects } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import { consumerPosition, countUnder, type Broker } from '@deskhook/messaging';

/** Deliveries that the dispatchers have not taken up yet: more, and what is new goes first. */
const UNSETTLED_MAX = 5_000;
/** Deliveries that wait for one endpoint: more, and a replay only makes the queue longer. */
const WAITING_MAX = 10_000;
const BELIEVED_MS = 1_000;

interface Endpoint {
  readonly tenant: string;
  readonly subscriptionId: string;
  readonly url: string;
}

/** Tells whether the hot path has room for replays: they come after everything that is new. */
export class ReplayPressure {
  private general: { readonly reason: string | null; readonly until: number } = { reason: null, until: 0 };
  private readonly lanes = new Map<string, { readonly waiting: number; readonly until: number }>();

  constructor(private readonly broker: Broker) {}

  /** Why replays wait at present, in one sentence; null when they need not. */
  async reason(): Promise<string | null> {
    const now = Date.now();
    if (this.general.until <= now) this.general = { reason: await this.look(), until: now + BELIEVED_MS };
    return this.general.reason;
  }

  /** Why replays for one endpoint wait; null when they need not. */
  async reasonOf({ tenant, subscriptionId, url }: Endpoint): Promise<string | null> {
    const subject = subjects.parked(tenant, subscriptionId, endpointKey(url));
    const now = Date.now();
    let lane = this.lanes.get(subject);
    if (lane === undefined || lane.until <= now) {
      const counts = await countUnder(this.broker, STREAMS.parked, subject);
      lane = { waiting: counts.get(subject) ?? 0, until: now + BELIEVED_MS };
      for (const [key, { until }] of this.lanes) if (until <= now) this.lanes.delete(key);
      this.lanes.set(subject, lane);
    }
    if (lane.waiting < WAITING_MAX) return null;
    return `${lane.waiting} deliveries wait for an endpoint of the subscription ${subscriptionId}: what is there goes first`;
  }

  private async look(): Promise<string | null> {
    const position = await consumerPosition(this.broker, STREAMS.deliveries, CONSUMERS.dispatcherDeliveries);
    const isBehind = (position?.unsettled ?? 0) > UNSETTLED_MAX;
    return isBehind ? 'The dispatchers are behind: new deliveries go first' : null;
  }
}
