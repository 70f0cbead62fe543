import type { CloudEvent } from './event.js';

/** The event was not made as Deskhook takes it: nothing was queued. The message names the field and the fix. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';

  constructor(
    /** JSON pointer (RFC 6901) into the event. */
    readonly pointer: string,
    detail: string,
  ) {
    super(`${pointer === '' ? 'the event' : pointer}: ${detail}`);
  }
}

/** An event that is not stored, and why. Publishing it again under the same id is safe. */
export class PublishError extends Error {
  override readonly name: string = 'PublishError';

  constructor(
    message: string,
    readonly event: CloudEvent,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The bound of what waits in memory is reached: nothing was queued. */
export class QueueFullError extends PublishError {
  override readonly name = 'QueueFullError';
}

/** Deskhook or the broker will never take this event as it is; trying again would not help. */
export class RefusedError extends PublishError {
  override readonly name = 'RefusedError';
}

/** It was given up while trying; it may or may not be stored. `cause` is the last obstacle. */
export class NotStoredError extends PublishError {
  override readonly name = 'NotStoredError';
}

/** The publisher was closed before. */
export class ClosedError extends PublishError {
  override readonly name = 'ClosedError';
}
