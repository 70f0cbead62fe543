import { setTimeout as delay } from 'node:timers/promises';
import { types } from 'node:util';
import {
  AuthorizationError,
  InvalidArgumentError,
  UserAuthenticationExpiredError,
  type NatsConnection,
} from '@nats-io/transport-node';
import type { NatsSettings } from './nats-connection.js';

/** A broker that has not let us in so far. */
export interface BrokerWait {
  /** Hosts and ports that were tried, without credentials. */
  readonly broker: string;
  /** Failed tries so far. */
  readonly attempt: number;
  readonly reason: string;
}

/** How a broker that is not up yet is waited for. */
export interface BrokerPatience {
  /** Told at the first failure, and then every ten seconds. */
  readonly onWaiting?: (wait: BrokerWait) => void;
  /** After how many milliseconds a failure is the last; absent: never. */
  readonly waitMsMax?: number;
  /** Ends the waiting; the reason of the signal is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** The broker knows this user not, or not with this password or key: waiting does not mend that. The message says where to look. */
export class BrokerLoginError extends Error {
  override readonly name = 'BrokerLoginError';
}

/** No broker can be reached by such a URL, now or later. The message names the setting and what it takes. */
export class BrokerUrlError extends Error {
  override readonly name = 'BrokerUrlError';
}

/** No broker let us in for as long as we were to wait; the message says why. */
export class BrokerAwayError extends Error {
  override readonly name = 'BrokerAwayError';
}

const AGAIN_MS = 250;
const TOLD_AGAIN_MS = 10_000;
/** The broker is too busy to look at the login, which may be right. */
const LOGIN_NOT_LOOKED_AT = /authentication timeout/i;

/**
 * Tries until a broker lets us in. The client could wait itself, and would say nothing meanwhile: a host that is not there and a
 * certificate that is not trusted would look like a slow start.
 */
export async function firstConnection(
  settings: NatsSettings,
  tryOnce: () => Promise<NatsConnection>,
  { onWaiting, waitMsMax = Number.POSITIVE_INFINITY, signal }: BrokerPatience,
): Promise<NatsConnection> {
  const broker = hostsOf(settings.url);
  const beganAt = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryOnce();
    } catch (error) {
      if (isRefusedLogin(error)) throw refusedLogin(settings, error);
      if (isUnusableUrl(error)) throw unusableUrl(settings, error);
      const now = performance.now();
      const reason = reasonOf(error);
      if (now - toldAt >= TOLD_AGAIN_MS) {
        onWaiting?.({ broker, attempt, reason });
        toldAt = now;
      }
      if (now - beganAt >= waitMsMax) throw away({ broker, attempt, reason }, error);
    }
    await delay(AGAIN_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** What of broker URLs may be shown: `nats://user:secret@host:4222` is `host:4222`. */
function hostsOf(urls: string): string {
  return urls
    .split(',')
    .map((url) =>
      url
        .trim()
        .replace(/^\w+:\/\//, '')
        .replace(/^.*@/, ''),
    )
    .join(', ');
}

function isRefusedLogin(error: unknown): error is Error {
  if (error instanceof UserAuthenticationExpiredError) return true;
  return error instanceof AuthorizationError && !LOGIN_NOT_LOOKED_AT.test(error.message);
}

function refusedLogin(settings: NatsSettings, cause: Error): BrokerLoginError {
  return new BrokerLoginError(
    `the broker at ${hostsOf(settings.url)} (DESKHOOK_NATS_URL) refuses the login of ${clientOf(settings)}: ${cause.message}. ` +
      'Look at DESKHOOK_NATS_USER and DESKHOOK_NATS_PASSWORD, or at DESKHOOK_NATS_CREDS or DESKHOOK_NATS_NKEY, and at the users of the broker',
    { cause },
  );
}

function clientOf({ credsFile, nkeyFile, user }: NatsSettings): string {
  if (credsFile !== undefined) return `the credentials in ${credsFile}`;
  if (nkeyFile !== undefined) return `the nkey in ${nkeyFile}`;
  return user === undefined ? 'a client that names no user' : `the user "${user}"`;
}

/** Not `instanceof` for Node's own errors: they come from another realm under a test runner. */
function isUnusableUrl(error: unknown): error is Error {
  if (error instanceof InvalidArgumentError) return true;
  return types.isNativeError(error) && 'code' in error && error.code === 'ERR_INVALID_URL';
}

function unusableUrl({ url }: NatsSettings, cause: Error): BrokerUrlError {
  return new BrokerUrlError(
    `DESKHOOK_NATS_URL does not name brokers that can be connected to (${hostsOf(url)}: ${cause.message}): write ` +
      'nats://host:port or tls://host:port, several of them separated by commas',
    { cause },
  );
}

function away({ broker, attempt, reason }: BrokerWait, cause: unknown): BrokerAwayError {
  return new BrokerAwayError(
    `no broker at ${broker} (DESKHOOK_NATS_URL) lets us in, after ${attempt} tries: ${reason}`,
    { cause },
  );
}

/** What the system says, where the client has put less of it into words of its own: `connect ECONNREFUSED 127.0.0.1:4222`. */
function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  if (types.isNativeError(error.cause)) return reasonOf(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code === '' || error.message.includes(code) ? error.message : `${error.message} (${code})`;
}
