import { JetStreamApiError } from '@nats-io/jetstream';

/** Error codes of the JetStream API (nats-server, server/errors.json). */
const STREAM_NOT_FOUND = 10059;
const CONSUMER_NOT_FOUND = 10014;
const STREAM_NAME_IN_USE = 10058;
/** More replicas than a server without a cluster, or than a cluster of this size, can keep. */
const TOO_MANY_REPLICAS: ReadonlySet<number> = new Set([10074, 10005]);
const WRONG_LAST_SEQUENCE: ReadonlySet<number> = new Set([10071, 10164]);

/** True when the broker answered that there is no such stream. */
export function isStreamNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND;
}

/** True when a stream was to be made that somebody else has made in the meantime, with other settings. */
export function isStreamNameInUse(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === STREAM_NAME_IN_USE;
}

/** True when the broker answered that there is no such consumer. */
export function isConsumerNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === CONSUMER_NOT_FOUND;
}

/** True when a compare-and-set lost: somebody else has written in the meantime. */
export function isWrongLastSequence(error: unknown): boolean {
  return error instanceof JetStreamApiError && WRONG_LAST_SEQUENCE.has(error.code);
}

/** True when the broker has too few servers for the copies that a stream is to have. */
export function isTooManyReplicas(error: unknown): error is JetStreamApiError {
  return error instanceof JetStreamApiError && TOO_MANY_REPLICAS.has(error.code);
}
