import { patienceMs } from '@deskhook/domain';

/** A tenant that had nothing to send for this long leaves its share to the others. */
const RECENT_MS = 600_000;
const TENANTS_MAX = 10_000;

/** What a delivery holds its slot for. */
export interface Holder {
  readonly tenant: string;
  readonly endpoint: string;
}

/** Counts who holds the slots of this process, so that no tenant and no endpoint takes more than its share. */
export class SlotShare {
  private readonly byTenant = new Map<string, number>();
  private readonly byEndpoint = new Map<string, number>();
  private readonly seenAt = new Map<string, number>();
  private held = 0;

  /** `slots`: how many deliveries this process holds at once. */
  constructor(private readonly slots: number) {}

  hold({ tenant, endpoint }: Holder, now: number): void {
    this.held++;
    add(this.byTenant, tenant, 1);
    add(this.byEndpoint, endpoint, 1);
    this.seenAt.delete(tenant);
    this.seenAt.set(tenant, now);
  }

  release({ tenant, endpoint }: Holder): void {
    this.held--;
    add(this.byTenant, tenant, -1);
    add(this.byEndpoint, endpoint, -1);
  }

  /** How long a delivery may wait for its turn; `expectedMs` is what one request to its endpoint takes. */
  patienceMs({ tenant, endpoint }: Holder, expectedMs: number): number {
    return patienceMs({
      slots: this.slots,
      held: this.held,
      tenants: this.seenAt.size,
      heldByTenant: this.byTenant.get(tenant) ?? 0,
      endpoints: this.byEndpoint.size,
      heldByEndpoint: this.byEndpoint.get(endpoint) ?? 0,
      expectedMs,
    });
  }

  /** Forgets tenants that were not seen of late; the first of the map are the longest ago. */
  forget(now: number): void {
    for (const [tenant, at] of this.seenAt) {
      if (now - at < RECENT_MS && this.seenAt.size <= TENANTS_MAX) return;
      this.seenAt.delete(tenant);
    }
  }
}

function add(counts: Map<string, number>, key: string, step: number): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
