import type { GatewayClient } from '../../tools/demo/gateway-client.js';
import type { FaultInjector } from './fault-injector.js';
import type { ChaosOptions } from './options.js';
import type { ChaosPublisher } from './publisher.js';
import type { ChaosReceiver } from './receiver.js';
import type { ChaosStack } from './stack.js';

/** Everything that takes part in a run. */
export interface ChaosRun {
  readonly options: ChaosOptions;
  readonly stack: ChaosStack;
  readonly gateway: GatewayClient;
  readonly receiver: ChaosReceiver;
  readonly receiverUrl: string;
  readonly publisher: ChaosPublisher;
  readonly injector: FaultInjector;
  /** Subscription ids by the receiver's paths. */
  readonly subscriptionIds: ReadonlyMap<string, string>;
}
