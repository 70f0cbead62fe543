import type { PublishError } from './errors.js';
import type { CloudEvent } from './event.js';
import type { Outgoing } from './transport.js';

/** An event that is stored. */
export interface Stored {
  readonly event: CloudEvent;
  /** Its place in the stream EVENTS; null over HTTP. */
  readonly sequence: number | null;
  /** How often it was sent. */
  readonly tries: number;
}

/** An event in the queue, and whoever waits for what becomes of it. */
export interface Entry extends Outgoing {
  tries: number;
  /** Why the last try came to nothing. */
  lastError: Error | undefined;
  /** Whether it is on its way at this moment. */
  isSent: boolean;
  /** Runs out when it is to be given up. */
  deadline: NodeJS.Timeout | undefined;
  isLate: boolean;
  readonly stored: (stored: Stored) => void;
  readonly failed: (error: PublishError) => void;
}
