/** Who asks for a slot. */
export interface SlotClaim {
  readonly tenant: string;
  readonly lane: string;
  /** Called when the claim has waited and has its slot now: to be taken by asking once more, or given up. */
  readonly granted: () => void;
}

/**
 * A bounded number of slots for many lanes. While they are scarce, the tenant with the fewest, and of its lanes the one with
 * the fewest, gets the next: whoever holds many for long delays nobody who holds few.
 */
export class FairSlots {
  private readonly heldByTenant = new Map<string, number>();
  private readonly heldByLane = new Map<string, number>();
  private readonly waiting = new Map<string, SlotClaim>();
  private readonly reserved = new Map<string, SlotClaim>();
  private held = 0;

  constructor(private readonly slots: number) {}

  /** True: the lane has one more. False: it is told when it has its turn. */
  take(claim: SlotClaim): boolean {
    if (this.reserved.delete(claim.lane)) return true;
    if (this.held < this.slots && this.waiting.size === 0) {
      this.hold(claim);
      return true;
    }
    this.waiting.set(claim.lane, claim);
    return false;
  }

  /** Gives one back. */
  release({ tenant, lane }: Pick<SlotClaim, 'tenant' | 'lane'>): void {
    add(this.heldByTenant, tenant, -1);
    add(this.heldByLane, lane, -1);
    this.held--;
    this.grant();
  }

  /** The lane has no use for a slot now. */
  withdraw(lane: string): void {
    this.waiting.delete(lane);
    const reserved = this.reserved.get(lane);
    if (reserved === undefined) return;
    this.reserved.delete(lane);
    this.release(reserved);
  }

  private grant(): void {
    while (this.held < this.slots) {
      const claim = this.fairest();
      if (claim === null) return;
      this.waiting.delete(claim.lane);
      this.hold(claim);
      this.reserved.set(claim.lane, claim);
      claim.granted();
    }
  }

  private fairest(): SlotClaim | null {
    let best: SlotClaim | null = null;
    let least = Infinity;
    for (const claim of this.waiting.values()) {
      const weight = this.weight(claim);
      if (weight >= least) continue;
      best = claim;
      least = weight;
    }
    return best;
  }

  /** The tenant counts first. */
  private weight({ tenant, lane }: SlotClaim): number {
    return (this.heldByTenant.get(tenant) ?? 0) * (this.slots + 1) + (this.heldByLane.get(lane) ?? 0);
  }

  private hold({ tenant, lane }: SlotClaim): void {
    add(this.heldByTenant, tenant, 1);
    add(this.heldByLane, lane, 1);
    this.held++;
  }
}

function add(counts: Map<string, number>, key: string, step: number): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
