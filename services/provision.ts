import { provision } from '@deskhook/runtime';
import { dispatcherService } from './dispatcher/src/index.js';
import { evaluatorService } from './evaluator/src/index.js';
import { logsService } from './logs/src/index.js';
import { schedulerService } from './scheduler/src/index.js';
import { subscriptionsService } from './subscriptions/src/index.js';

const CONSUMING = [evaluatorService, dispatcherService, schedulerService, subscriptionsService, logsService];

/** Makes everything that the services need of the broker, and the consumers of the tenants' helpdesks. */
export async function provisionAll(tenants: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const consumers = CONSUMING.flatMap((service) => service.consumers ?? []);
  await provision({ consumers, tenants }, env);
}
