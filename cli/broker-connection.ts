import { connectBroker, type Broker, type NatsSettings } from '@deskhook/messaging';
import { commonConfigSchema, natsSettings, readConfig } from '@deskhook/runtime';
import { CliError, messageOf, UsageError } from './cli-error.js';
import { EXIT } from './exit-codes.js';

const NAME = 'deskhook-cli';

/**
 * How the command line logs in to the broker: by the variables that services read. With a password alone it is the service that
 * `as` names, and hears of the answers to that one's requests.
 */
export function brokerSettings(env: NodeJS.ProcessEnv, as?: string): NatsSettings {
  try {
    const { inbox, ...settings } = natsSettings(as ?? NAME, readConfig(commonConfigSchema, env));
    return {
      ...settings,
      name: NAME,
      ...(as === undefined || inbox === undefined ? {} : { inbox }),
      triesOnce: true,
    };
  } catch (cause) {
    throw new UsageError(messageOf(cause), [], { cause });
  }
}

/** Connects, or says why not: nobody waits for a broker here. */
export async function connectOnce(settings: NatsSettings): Promise<Broker> {
  try {
    return await connectBroker(settings);
  } catch (cause) {
    const message = `the broker at ${withoutCredentials(settings.url)} does not let us in: ${messageOf(cause)}`;
    throw new CliError(message, EXIT.unavailable, [], { cause });
  }
}

/** URLs of brokers may hold a password. */
export function withoutCredentials(urls: string): string {
  return urls.replaceAll(/\/\/[^/@,]*@/g, '//');
}
