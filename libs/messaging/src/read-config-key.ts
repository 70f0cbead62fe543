import { BUCKETS } from '@deskhook/contracts';
import type { Broker } from './nats-connection.js';
import { VersionedBucket } from './versioned-bucket.js';

/** The present value of a key of the configuration bucket, or null when it has none. */
export async function readConfigKey(broker: Broker, key: string): Promise<unknown> {
  const { text } = await new VersionedBucket(broker, BUCKETS.config).read(key);
  return text === null ? null : JSON.parse(text);
}
