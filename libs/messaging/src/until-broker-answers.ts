import { setTimeout as delay } from 'node:timers/promises';
import { JetStreamApiError } from '@nats-io/jetstream';
import {
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  TimeoutError,
} from '@nats-io/transport-node';
import { BrokerUnfitError } from './broker-version.js';

/** What was just made is not known yet to the node of a cluster that was asked. */
export class NotKnownYetError extends Error {
  override readonly name = 'NotKnownYetError';
}

const AGAIN_MS = 250;
/** Status of the JetStream API while it starts or has no leader. */
const UNAVAILABLE = 503;

/**
 * Does something idempotent that a service cannot boot without. A broker that dies meanwhile is waited for, as one that
 * is not up yet is waited for when connecting; what it refuses is an error at once.
 */
export async function untilBrokerAnswers<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (isForbidden(error)) throw new BrokerUnfitError(forbidden(error), { cause: error });
      if (!isAway(error)) throw error;
    }
    await delay(AGAIN_MS);
  }
}

function isForbidden(error: unknown): error is Error {
  return error instanceof RequestError && error.cause instanceof PermissionViolationError;
}

function forbidden(error: Error): string {
  return `the broker does not let this service do what it must (${error.message}): give its user the permissions of deploy/nats`;
}

function isAway(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return error.status === UNAVAILABLE;
  return [TimeoutError, RequestError, NoRespondersError, NotKnownYetError].some(
    (kind) => error instanceof kind,
  );
}
