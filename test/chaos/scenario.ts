import { hash } from 'node:crypto';
import { Random } from './random.js';

/** A subscription of the run; each of its URLs is a path of its own at the receiver. */
export interface ChaosSubscription {
  readonly tenant: string;
  readonly name: string;
  readonly events: readonly string[];
  readonly paths: readonly string[];
  readonly secret: string;
  /** What it sets beside the run's own delivery settings. */
  readonly delivery: { readonly ordering?: 'ticket'; readonly rateLimit?: RateLimit };
}

export interface RateLimit {
  readonly limit: number;
  readonly per: '1s';
}

/** What the checks have to know of an event. */
export interface EventFacts {
  readonly tenant: string;
  readonly id: string;
  readonly type: string;
  readonly bodyHash: string;
  readonly ticketId: number;
}

/** An event as a helpdesk made it. */
export interface ChaosEvent extends EventFacts {
  readonly body: Buffer;
}

export const RETRY_SCHEDULE = ['1s', '1s', '2s', '2s', '5s'];
const TENANTS = ['acme', 'globex'] as const;
/** Fine events only: nothing is derived from them. */
const TYPES = [
  'ticket.created',
  'ticket.closed',
  'ticket.assigned',
  'reply.created',
  'custom.deploy',
] as const;
const FILLER_MAX = 3_000;
/** Few enough that the events of a ticket come close to each other. */
const TICKETS = 40;

export const SUBSCRIPTIONS: readonly ChaosSubscription[] = [
  subscription('acme', 'exact', ['ticket.created'], 1),
  subscription('acme', 'group', ['ticket.*'], 2),
  subscription('acme', 'overlapping', ['custom.*', 'custom.deploy', 'ticket.closed'], 1),
  subscription('globex', 'all', ['*'], 1),
  subscription('globex', 'replies', ['reply.created', 'ticket.assigned'], 1),
  subscription('acme', 'in-order', ['ticket.*', 'reply.created'], 2, { ordering: 'ticket' }),
  subscription('globex', 'limited', ['custom.deploy'], 1, { rateLimit: { limit: 10, per: '1s' } }),
];
export const CHAOS_TENANTS: readonly string[] = TENANTS;

/**
 * The n-th event of the run. Both tenants use the same event ids: the ids of one must never swallow events of the
 * other.
 */
export function chaosEvent(random: Random, seed: number, nth: number): ChaosEvent {
  const tenant = TENANTS[nth % TENANTS.length] ?? TENANTS[0];
  const id = `chaos-${seed}-${Math.floor(nth / TENANTS.length)}`;
  const type = random.pick(TYPES);
  const ticketId = Math.floor(nth / TENANTS.length) % TICKETS;
  const filler = 'Grüße 🙂 '.repeat(Math.floor(random.between(1, FILLER_MAX / 10)));
  const body = Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id,
      source: `/helpdesk/${tenant}`,
      type,
      time: '2026-02-17T14:45:00.000Z',
      datacontenttype: 'application/json',
      data: { ticket: { id: ticketId, subject: filler }, nth },
    }),
  );
  return { tenant, id, type, ticketId, body, bodyHash: hash('sha256', body, 'hex') };
}

/** A delivery that an event calls for, worked out without Deskhook's own matching. */
export interface ExpectedDelivery {
  readonly event: EventFacts;
  readonly subscription: ChaosSubscription;
  readonly path: string;
}

/** Each delivery by `deliveryKey`. */
export function expectedDeliveries(events: Iterable<EventFacts>): Map<string, ExpectedDelivery> {
  const expected = new Map<string, ExpectedDelivery>();
  for (const event of events) {
    for (const subscription of SUBSCRIPTIONS) {
      if (subscription.tenant !== event.tenant) continue;
      if (!subscription.events.some((selector) => selects(selector, event.type))) continue;
      for (const path of subscription.paths)
        expected.set(deliveryKey(path, event.id), { event, subscription, path });
    }
  }
  return expected;
}

/** A path belongs to one URL of one subscription, so that path and event id name a delivery. */
export const deliveryKey = (path: string, eventId: string): string => `${path} ${eventId}`;

function selects(selector: string, type: string): boolean {
  if (selector === '*' || selector === type) return true;
  return selector.endsWith('.*') && type.startsWith(selector.slice(0, -1));
}

function subscription(
  tenant: string,
  name: string,
  events: readonly string[],
  urls: number,
  delivery: ChaosSubscription['delivery'] = {},
): ChaosSubscription {
  const paths = Array.from({ length: urls }, (_, index) => `/${tenant}/${name}/${index + 1}`);
  const key = hash('sha256', `${tenant} ${name}`, 'buffer').subarray(0, 24);
  return { tenant, name, events, paths, delivery, secret: `whsec_${key.toString('base64')}` };
}
