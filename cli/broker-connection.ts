import { connectBroker, type Broker, type NatsSettings } from '@deskhook/messaging';
import { commonConfigSchema, natsSettings, readConfig, type CommonConfig } from '@deskhook/runtime';
import { CliError, messageOf, UsageError } from './cli-error.js';
import { EXIT } from './exit-codes.js';

const NAME = 'deskhook-cli';

/** A password without a user: a service would take its own name, and we have none. */
export class UnknownUserError extends UsageError {}

/**
 * How the command line logs in to the broker: by the variables that services read. With a password alone it is the service that
 * `as` names, and hears of the answers to that one's requests.
 */
export function brokerSettings(env: NodeJS.ProcessEnv, as?: string): NatsSettings {
  const config = configIn(env);
  const { DESKHOOK_NATS_USER: user, DESKHOOK_NATS_PASSWORD: password } = config;
  const isOther = config.DESKHOOK_NATS_CREDS !== undefined || config.DESKHOOK_NATS_NKEY !== undefined;
  if (as === undefined && user === undefined && password !== undefined && !isOther)
    throw new UnknownUserError(
      'the user is not known: DESKHOOK_NATS_PASSWORD is set, and DESKHOOK_NATS_USER is not',
    );
  const { inbox, ...settings } = natsSettings(as ?? NAME, config);
  return {
    ...settings,
    name: NAME,
    ...(as === undefined || inbox === undefined ? {} : { inbox }),
    triesOnce: true,
  };
}

function configIn(env: NodeJS.ProcessEnv): CommonConfig {
  try {
    return readConfig(commonConfigSchema, env);
  } catch (cause) {
    throw new UsageError(messageOf(cause), [], { cause });
  }
}

/** Connects, or says why not: nobody waits for a broker here. */
export async function connectOnce(settings: NatsSettings): Promise<Broker> {
  try {
    return await connectBroker(settings);
  } catch (cause) {
    const what = isOfLogin(cause) ? 'does not let us in' : 'cannot be reached';
    const message = `the broker at ${withoutCredentials(settings.url)} ${what}: ${messageOf(cause)}`;
    throw new CliError(message, EXIT.unavailable, [], { cause });
  }
}

/** The client's errors of logins have names of their own; what the server says before it hangs up is in their text. */
const isOfLogin = (error: unknown): boolean =>
  error instanceof Error && /authoriz|authenti|permission/i.test(`${error.name} ${error.message}`);

/** URLs, several separated by commas, may hold a password each. */
export function withoutCredentials(urls: string): string {
  return urls
    .split(',')
    .map((url) => url.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1'))
    .join(',');
}
