import { hash } from 'node:crypto';
import { parseTraceparent, type TraceContext } from '@deskhook/contracts';

/** Where in a trace an event stands. */
export interface EventTrace extends TraceContext {
  /** Nobody's span: the trace begins with the next one. */
  readonly isStart?: true;
}

/**
 * The trace that an event belongs to: its publisher's, or one that follows from the event's identity, so that a
 * redelivered event stays in its trace. The NATS header wins over the CloudEvents extension: it is nearer.
 */
export function eventTrace(
  header: string | null,
  extension: string | null,
  tenant: string,
  eventId: string,
): EventTrace {
  return parseTraceparent(header) ?? parseTraceparent(extension) ?? identityTrace(tenant, eventId);
}

/** The trace of an event that nobody traced. Whether it is sampled is decided where it begins: by now nobody has. */
export function identityTrace(tenant: string, eventId: string): EventTrace {
  const digest = hash('sha256', `${tenant}\n${eventId}`, 'hex');
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48), sampled: false, isStart: true };
}
