import { memberOf } from './event.js';
import type { Outcome } from './transport.js';

/** Error codes of nats-server (server/errors.json). */
const WRONG_STREAM = 10_060;
const STREAM_FULL = 10_077;
const TOO_LARGE = 10_054;

/** What a publication that failed comes to. Errors are told by their names: the application may have a nats.js of its own. */
export function outcomeOfFailure(error: unknown, subject: string): Outcome {
  for (const one of causes(error)) {
    const said = explain(one, subject);
    if (said !== null) return { kind: said.kind, error: new Error(said.message, { cause: error }) };
  }
  return { kind: 'retry', error: error instanceof Error ? error : new Error(String(error)) };
}

/** Why there is no connection to any of these servers. */
export function connectionError(error: unknown, servers: string | readonly string[]): Error {
  const places = [servers].flat().map(withoutCredentials).join(', ');
  return new Error(`no connection to ${places}: ${whyNot(error)}`, { cause: error });
}

function whyNot(error: unknown): string {
  const names = causes(error).map(({ name }) => name);
  if (names.includes('TimeoutError'))
    return 'the broker did not answer in time: it is frozen, overloaded, or cut off';
  const message = error instanceof Error ? error.message : String(error);
  return names.includes('AuthorizationError')
    ? `the broker does not take this user, password or token: correct \`nats\` (${message})`
    : message;
}

/** An address may hold a user and a password, which belong in no log. */
function withoutCredentials(server: string): string {
  return server.replace(/^([a-z]+:\/\/)?.*@/i, '$1');
}

interface Said {
  readonly kind: 'refused' | 'retry';
  readonly message: string;
}

function explain(error: Error, subject: string): Said | null {
  switch (error.name) {
    case 'PermissionViolationError':
      return refused(
        `the broker's permissions do not allow this user to publish to ${subject}: ask for it, or correct the tenant`,
      );
    case 'JetStreamNotEnabled':
    case 'NoRespondersError':
      return retry(
        `no stream of the broker takes ${subject}: Deskhook is not set up there, or the stream has no leader now`,
      );
    case 'TimeoutError':
      return retry(`the broker did not acknowledge ${subject} in time: it is frozen, overloaded, or cut off`);
    case 'ClosedConnectionError':
    case 'DrainingConnectionError':
      return refused('the connection to the broker was closed by the application');
    case 'InvalidArgumentError':
      return refused(`the broker takes no message of this size (its max_payload): ${error.message}`);
    case 'JetStreamApiError':
      return ofApi(memberOf(error, 'code'), memberOf(error, 'status'), error.message);
    default:
      return null;
  }
}

function ofApi(code: unknown, status: unknown, message: string): Said {
  if (code === WRONG_STREAM)
    return refused(
      `the stream that takes this subject is not EVENTS (${message}): this is not Deskhook's broker or account`,
    );
  if (code === STREAM_FULL)
    return retry(`the stream EVENTS is full: events are kept until there is room (${message})`);
  if (code === TOO_LARGE) return refused(`the stream EVENTS takes no message of this size (${message})`);
  return status === 400 ? refused(message) : retry(message);
}

function refused(message: string): Said {
  return { kind: 'refused', message };
}

function retry(message: string): Said {
  return { kind: 'retry', message };
}

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let one = error; one instanceof Error && found.length < 5; one = one.cause) found.push(one);
  return found;
}
