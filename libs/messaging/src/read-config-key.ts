import { BUCKETS, TransientError } from '@deskhook/contracts';
import { Kvm } from '@nats-io/kv';
import type { Broker } from './nats-connection.js';

/** The present value of a key of the configuration bucket, or null when it has none. */
export async function readConfigKey(broker: Broker, key: string): Promise<unknown> {
  try {
    const bucket = await new Kvm(broker.js).open(BUCKETS.config);
    const entry = await bucket.get(key);
    return entry === null || entry.operation !== 'PUT' ? null : entry.json();
  } catch (cause) {
    throw new TransientError(`the configuration bucket does not answer for ${key}`, { cause });
  }
}
