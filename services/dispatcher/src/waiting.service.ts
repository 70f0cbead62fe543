import { STREAMS, type RpcAnswer, type RpcRequest } from '@deskhook/contracts';
import { spokenMs } from '@deskhook/domain';
import { readSubject, type Broker, type IncomingMessage } from '@deskhook/messaging';
import type { DeliveryLookup } from './delivery-lookup.js';
import type { Endpoint } from './endpoints/endpoint-control.js';
import type { EndpointOutage } from './endpoints/endpoint-state.js';
import type { Endpoints } from './endpoints/endpoints.js';
import { laneOf } from './lanes/lane-address.js';
import type { LaneDrain } from './lanes/lane-drain.js';
import type { Lanes } from './lanes/lanes.js';
import { readParked, type ParkedMessage } from './lanes/parked-delivery.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** How far a lane is looked into. */
const LOOK_COUNT_MAX = 500;
const LOOK_BYTES_MAX = 2_000_000;

type Wait = NonNullable<RpcAnswer<'dispatcher.waiting'>['wait']>;

/** A delivery in a lane, and its sequence there. */
interface LaneDeliveryAt extends Pick<ParkedMessage, 'delivery' | 'as'> {
  readonly sequence: number;
}

export interface WaitingParts {
  readonly broker: Broker;
  readonly lookup: DeliveryLookup;
  readonly endpoints: Endpoints;
  readonly lanes: Lanes;
}

/** Tells what a delivery that is due waits for, from what stands in its lane and what this process knows of the endpoint. */
export class WaitingService {
  constructor(private readonly parts: WaitingParts) {}

  async of({ id, ...endpoint }: RpcRequest<'dispatcher.waiting'>): Promise<RpcAnswer<'dispatcher.waiting'>> {
    const standing = await this.parts.lookup.find(endpoint);
    switch (standing.kind) {
      case 'cancel':
        return { wait: { at: null, why: `It is about to be cancelled: ${standing.reason}` } };
      case 'unreadable':
        return {
          wait: { at: null, why: 'The secrets of its subscription cannot be opened with the present key' },
        };
      case 'send':
        return { wait: await this.inLane(id, endpoint, standing.subscription) };
      default:
        return standing satisfies never;
    }
  }

  private async inLane(
    id: string,
    endpoint: Endpoint,
    subscription: SendableSubscription,
  ): Promise<Wait | null> {
    const lane = laneOf(endpoint);
    const range = { subject: lane.subject, from: 1, countMax: LOOK_COUNT_MAX, bytesMax: LOOK_BYTES_MAX };
    const { messages, left } = await readSubject(this.parts.broker, STREAMS.parked, range);
    const parked = messages.flatMap(standingIn);
    const place = parked.findLastIndex(({ delivery }) => delivery.id === id);
    const own = parked[place];
    if (own === undefined) {
      const why = `Others wait for its endpoint, and it is not among the first ${parked.length}`;
      return left === 0 ? null : { at: null, why };
    }
    const drain = this.parts.lanes.drainOf(lane.id);
    if (drain?.isSending(own.sequence) === true) return { at: null, why: 'Its request is on its way' };
    const before = predecessor(own, parked, subscription);
    if (before !== null)
      return {
        at: null,
        why: `Waits behind delivery ${before} of the same ticket: they go one after the other`,
      };
    const wait = drain === null ? null : this.atEndpoint(endpoint, drain, subscription);
    // When it opens, the first goes first; how soon the others follow is not known.
    return wait === null ? inLine(own.as.reason, place) : { ...wait, at: place === 0 ? wait.at : null };
  }

  /** What keeps everything from the endpoint. Only who drains the lane knows how the endpoint stands by now. */
  private atEndpoint(endpoint: Endpoint, drain: LaneDrain, subscription: SendableSubscription): Wait | null {
    const now = Date.now();
    const outage = this.parts.endpoints.outage(endpoint, now);
    if (outage !== null) return closed(outage, now);
    const { rateLimit } = subscription.record.delivery;
    const limitedMs = drain.limitedMs(subscription);
    if (rateLimit === null || limitedMs === 0) return null;
    const at = limitedMs === null ? null : instant(now + limitedMs);
    return { at, why: `The rate limit of ${rateLimit.limit} per ${spokenMs(rateLimit.perMs)} is used up` };
  }
}

/** The delivery of the same ticket that goes before it, as far as that counts; null: it is the first. */
function predecessor(
  { delivery, as }: LaneDeliveryAt,
  parked: readonly LaneDeliveryAt[],
  { record }: SendableSubscription,
): string | null {
  const { ticket, place } = as;
  if (record.delivery.ordering !== 'ticket' || ticket === null || place === null) return null;
  const before = parked.flatMap((other) =>
    other.as.ticket === ticket && other.as.place !== null && other.delivery.id !== delivery.id
      ? [{ id: other.delivery.id, place: other.as.place }]
      : [],
  );
  const [first] = before.toSorted((one, two) => comparePlaces(one.place, two.place));
  return first !== undefined && comparePlaces(first.place, place) < 0 ? first.id : null;
}

function comparePlaces(one: readonly [number, number], two: readonly [number, number]): number {
  return one[0] === two[0] ? one[1] - two[1] : one[0] - two[0];
}

function closed({ asked, reason, forMs }: EndpointOutage, now: number): Wait {
  if (forMs === null)
    return {
      at: null,
      why: `The endpoint's breaker is open: ${reason}; a request tries whether it works again`,
    };
  const at = instant(now + forMs);
  if (asked) return { at, why: `The endpoint asked to be left alone until ${at}: ${reason}` };
  return { at, why: `The endpoint's breaker is open until ${at}: ${reason}` };
}

function inLine(reason: string, before: number): Wait {
  const others = before === 0 ? 'as the first' : `behind ${before} other${before === 1 ? '' : 's'}`;
  return { at: null, why: `Is in line for its endpoint ${others} (${reason})` };
}

function standingIn(message: IncomingMessage): LaneDeliveryAt[] {
  const parked = readParked(message);
  return parked === null ? [] : [{ delivery: parked.delivery, as: parked.as, sequence: message.sequence }];
}

function instant(at: number): string {
  return new Date(Math.ceil(at)).toISOString();
}
