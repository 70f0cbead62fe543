import { readBrokerInfo } from './broker-info.js';
import { isNewEnough, parseVersion, tooOld } from './version.js';

export class UnusableBrokerError extends Error {
  override readonly name = 'UnusableBrokerError';
}

const answerTimeoutMs = 5000;

/**
 * Checks the broker that `DESKHOOK_NATS_URL` names. It was chosen on purpose, so when it cannot
 * serve we stop and say so instead of quietly taking another.
 */
export async function checkBroker(url: string): Promise<string> {
  const info = await readBrokerInfo(url, answerTimeoutMs).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnusableBrokerError(`DESKHOOK_NATS_URL is set, but no broker answers there: ${reason}`, {
      cause: error,
    });
  });
  const version = parseVersion(info.version) ?? '0.0.0';
  if (!isNewEnough(version)) {
    throw new UnusableBrokerError(`${tooOld('the broker at DESKHOOK_NATS_URL', version)}.`);
  }
  if (!info.jetstream) {
    throw new UnusableBrokerError(
      'the broker at DESKHOOK_NATS_URL runs without JetStream; start it with `nats-server --jetstream`.',
    );
  }
  return version;
}
