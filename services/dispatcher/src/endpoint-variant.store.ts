import { BUCKETS } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { BucketError, VersionedBucket, type Broker } from '@deskhook/messaging';

const CACHE_MAX = 100_000;
/** So long another replica's discovery may go unnoticed; what that costs is one more probe. */
const CACHE_MS = 60_000;

export interface EndpointAddress {
  readonly tenant: string;
  readonly subscriptionId: string;
  readonly url: string;
}

/**
 * Remembers which of its dialect's alternative forms an endpoint has accepted. A bucket that does not answer holds nothing
 * up: what is forgotten costs one more probe.
 */
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
    const variant = await unlessAway(async () => (await this.bucket.read(key)).text);
    this.keep(key, variant ?? known?.variant ?? null, now);
    return variant ?? known?.variant ?? null;
  }

  /** Of two replicas that learn different things at once either is right for now: the next refusal shows it. */
  async remember(endpoint: EndpointAddress, variant: string, now: number): Promise<void> {
    const key = keyOf(endpoint);
    if (this.cache.get(key)?.variant === variant) return;
    this.keep(key, variant, now);
    await unlessAway(async () => this.bucket.replace(key, await this.bucket.read(key), variant));
  }

  private keep(key: string, variant: string | null, readAt: number): void {
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    this.cache.set(key, { variant, readAt });
  }
}

async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BucketError) return null;
    throw error;
  }
}

function keyOf({ tenant, subscriptionId, url }: EndpointAddress): string {
  return `${tenant}.${subscriptionId}.${derivedId('url', [url])}`;
}
