import { BUCKETS } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { VersionedBucket, type Broker } from '@deskhook/messaging';

const CACHE_MAX = 100_000;
/** So long another replica's discovery may go unnoticed; what that costs is one more probe. */
const CACHE_MS = 60_000;

export interface EndpointAddress {
  readonly tenant: string;
  readonly subscriptionId: string;
  readonly url: string;
}

/** Remembers which of its dialect's alternative forms an endpoint has accepted. */
export class EndpointVariantStore {
  private readonly bucket: VersionedBucket;
  private readonly cache = new Map<string, { readonly variant: string | null; readonly readAt: number }>();

  constructor(broker: Broker) {
    this.bucket = new VersionedBucket(broker, BUCKETS.endpoints);
  }

  /** The form that it is known to take; null: not known. */
  async find(endpoint: EndpointAddress, now: number): Promise<string | null> {
    const key = keyOf(endpoint);
    const known = this.cache.get(key);
    if (known !== undefined && now - known.readAt < CACHE_MS) return known.variant;
    const { text } = await this.bucket.read(key);
    this.keep(key, text, now);
    return text;
  }

  /** Of two replicas that learn different things at once either is right for now: the next refusal shows it. */
  async remember(endpoint: EndpointAddress, variant: string, now: number): Promise<void> {
    const key = keyOf(endpoint);
    if (this.cache.get(key)?.variant === variant) return;
    await this.bucket.replace(key, await this.bucket.read(key), variant);
    this.keep(key, variant, now);
  }

  private keep(key: string, variant: string | null, readAt: number): void {
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    this.cache.set(key, { variant, readAt });
  }
}

function keyOf({ tenant, subscriptionId, url }: EndpointAddress): string {
  return `${tenant}.${subscriptionId}.${derivedId('url', [url])}`;
}
