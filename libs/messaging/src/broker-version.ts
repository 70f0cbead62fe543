import type { Broker } from './nats-connection.js';

/** Message schedules came with nats-server 2.12. */
const VERSION_MIN = [2, 12] as const;

/** The broker cannot do what Deskhook relies on; the message says what to do. */
export class BrokerUnfitError extends Error {
  override readonly name = 'BrokerUnfitError';
}

/** True for a nats-server version that fires scheduled messages. */
export function isVersionFit(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > VERSION_MIN[0] || (major === VERSION_MIN[0] && minor >= VERSION_MIN[1]);
}

/**
 * Refuses a broker that is too old: it would accept the configuration of schedules and never fire one (jetstream
 * page, "Loud failures").
 */
export function assertBrokerFit(broker: Broker): void {
  const info = broker.connection.info;
  if (info === undefined || isVersionFit(info.version)) return;
  throw new BrokerUnfitError(
    `the broker at ${broker.connection.getServer()} is nats-server ${info.version}, which accepts scheduled messages and never ` +
      `fires them, so that retries would be lost: use nats-server ${VERSION_MIN.join('.')} or newer`,
  );
}
