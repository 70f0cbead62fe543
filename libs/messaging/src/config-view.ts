import { BUCKETS } from '@deskhook/contracts';
import { BucketView, type BucketListener } from './bucket-view.js';
import type { ConsumerLog } from './consumer-context.js';
import type { Broker } from './nats-connection.js';

/** Receives every change of the configuration bucket under the filters, starting with its present content. */
export type ConfigListener = BucketListener;

/** Keeps a service's in-memory view in step with the configuration bucket. */
export class ConfigView extends BucketView {
  constructor(broker: Broker, filters: readonly string[], listener: ConfigListener, log: ConsumerLog) {
    super(broker, { bucket: BUCKETS.config, filters }, listener, log);
  }
}
