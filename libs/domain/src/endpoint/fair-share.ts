/** Who holds a process's slots: deliveries in flight or waiting for their turn. */
export interface SlotOccupancy {
  readonly slots: number;
  readonly held: number;
  /** Tenants that this process worked for of late. */
  readonly tenants: number;
  readonly heldByTenant: number;
  /** Endpoints that hold at least one. */
  readonly endpoints: number;
  readonly heldByEndpoint: number;
  /** How long one request to the endpoint holds its slot, as far as is known. */
  readonly expectedMs: number;
}

const RELAXED_MS = 10_000;
const CROWDED_MS = 1_000;
const ABOVE_SHARE_MS = 100;
const CROWDED_SHARE = 0.75;

/**
 * How long a delivery may wait in memory for its turn, in milliseconds; 0: it is not even sent from here. While slots are
 * scarce those above their fair share go to their lanes, and so do those whose endpoint would hold a slot for long:
 * others would be starved by them. Otherwise waiting is allowed, since parking costs writes and helps nobody.
 */
export function patienceMs(occupancy: SlotOccupancy): number {
  const { slots, held, tenants, heldByTenant, endpoints, heldByEndpoint, expectedMs } = occupancy;
  if (held < slots * CROWDED_SHARE) return RELAXED_MS;
  if (expectedMs > CROWDED_MS) return 0;
  const isAboveShare = heldByTenant * tenants > slots || heldByEndpoint * endpoints > slots;
  return isAboveShare ? ABOVE_SHARE_MS : CROWDED_MS;
}

/** How long the one at this place of a queue, counted from 1, waits for its turn, in milliseconds. */
export function expectedWaitMs(place: number, expectedMs: number, inFlightMax: number): number {
  return (expectedMs * place) / inFlightMax;
}
