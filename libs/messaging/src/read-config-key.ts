import { BUCKETS } from '@deskhook/contracts';
import type { Broker } from './nats-connection.js';
import { VersionedBucket } from './versioned-bucket.js';

/** What a bucket's key can look like (the broker's key-value convention); names from requests may not. */
const POSSIBLE_KEY = /^[-/=\w]+(\.[-/=\w]+)*$/;

/** The present value of a key of the configuration bucket, or null when it has none. */
export async function readConfigKey(broker: Broker, key: string): Promise<unknown> {
  if (!POSSIBLE_KEY.test(key)) return null;
  const { text } = await new VersionedBucket(broker, BUCKETS.config).read(key);
  return text === null ? null : JSON.parse(text);
}
