/** One request that the receiver got. */
export interface Receipt {
  readonly webhookId: string;
  readonly eventId: string;
  readonly endpoint: string;
  readonly verified: boolean;
  /** What the receiver answered. */
  readonly status: number;
  /** Milliseconds of the same clock as the publish times. */
  readonly atMs: number;
}

export interface ReceiptSummary {
  readonly deliveries: number;
  readonly verified: number;
  readonly unverified: number;
  readonly retried: number;
  readonly duplicates: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Delivery {
  readonly eventId: string;
  readonly firstAtMs: number;
  verified: boolean;
  refused: boolean;
  accepted: number;
}

/** Keeps count of what arrived for the events of this run. */
export class Receipts {
  readonly #publishedAtMs = new Map<string, number>();
  readonly #deliveries = new Map<string, Delivery>();

  /** To be called before the event is published: it may arrive before the broker's answer does. */
  published(eventId: string, atMs: number): void {
    this.#publishedAtMs.set(eventId, atMs);
  }

  /** False when the event is none of this run's. */
  record(receipt: Receipt): boolean {
    if (!this.#publishedAtMs.has(receipt.eventId)) return false;
    const known = this.#deliveries.get(receipt.webhookId);
    const delivery = known ?? newDelivery(receipt);
    delivery.verified &&= receipt.verified;
    if (receipt.status < 300) delivery.accepted += 1;
    else delivery.refused = true;
    this.#deliveries.set(receipt.webhookId, delivery);
    return true;
  }

  /** Deliveries that arrived and were accepted. */
  get accepted(): number {
    return this.#all().filter(({ accepted }) => accepted > 0).length;
  }

  /** Some delivery that was refused first and accepted later, to look at. */
  get exampleOfRetry(): string | undefined {
    return [...this.#deliveries].find(([, { refused, accepted }]) => refused && accepted > 0)?.[0];
  }

  summary(): ReceiptSummary {
    const all = this.#all();
    const latencies = all
      .map(({ eventId, firstAtMs }) => firstAtMs - (this.#publishedAtMs.get(eventId) ?? firstAtMs))
      .sort((a, b) => a - b);
    const verified = all.filter((delivery) => delivery.verified).length;
    return {
      deliveries: all.length,
      verified,
      unverified: all.length - verified,
      retried: all.filter(({ refused, accepted }) => refused && accepted > 0).length,
      duplicates: all.reduce((sum, { accepted }) => sum + Math.max(0, accepted - 1), 0),
      p50Ms: quantile(latencies, 0.5),
      p99Ms: quantile(latencies, 0.99),
    };
  }

  #all(): Delivery[] {
    return [...this.#deliveries.values()];
  }
}

const newDelivery = ({ eventId, atMs }: Receipt): Delivery => ({
  eventId,
  firstAtMs: atMs,
  verified: true,
  refused: false,
  accepted: 0,
});

/** Of ascending values, by the nearest rank. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
