import {
  connectBroker,
  ensureConsumers,
  ensureStreams,
  tenantConsumers,
  type ConsumerDeclaration,
} from '@deskhook/messaging';
import { commonConfigSchema, consumerSettings, natsSettings, streamSettings } from './common.config.js';
import { createLogger } from './logger.js';
import { readConfig } from './read-config.js';

const NAME = 'provision';
/** Whoever runs it waits for it: a job of Kubernetes, an installation's script, a person. */
const WAIT_MS_MAX = 120_000;

/** What the broker must have before services start that may not make it. */
export interface Provisions {
  readonly consumers: readonly ConsumerDeclaration[];
  /** Tenants whose helpdesk takes commands and notices over NATS. */
  readonly tenants: readonly string[];
}

/** Makes the streams, buckets and consumers as the broker's provisioning user. Idempotent. */
export async function provision({ consumers, tenants }: Provisions, env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(commonConfigSchema, env);
  const declared = [...consumers, ...tenants.flatMap(tenantConsumers)];
  const logger = createLogger(NAME, config);
  const broker = await connectBroker(natsSettings(NAME, config), {
    onWaiting: (wait) => logger.warn(wait, 'broker.waiting'),
    waitMsMax: WAIT_MS_MAX,
  });
  try {
    await ensureStreams(broker, streamSettings(config));
    const settings = { ...consumerSettings(config), provision: true };
    await ensureConsumers(broker, declared, settings);
  } finally {
    await broker.connection.close();
  }
}
