/** Who holds a process's slots: deliveries in flight or waiting for their turn. */
export interface Occupancy {
  readonly slots: number;
  readonly held: number;
  /** Endpoints that hold at least one. */
  readonly endpoints: number;
  readonly heldByEndpoint: number;
}

const RELAXED_MS = 10_000;
const STRICT_MS = 1_000;
const CROWDED_SHARE = 0.75;

/**
 * How long a delivery may wait in memory for its turn, in milliseconds: short for an endpoint that holds more than its
 * fair share while slots are scarce, since others would be starved by it; long otherwise, since putting off costs three
 * writes and helps nobody.
 */
export function waitLimitMs({ slots, held, endpoints, heldByEndpoint }: Occupancy): number {
  const crowded = held >= slots * CROWDED_SHARE;
  const aboveShare = heldByEndpoint * endpoints > slots;
  return crowded && aboveShare ? STRICT_MS : RELAXED_MS;
}
