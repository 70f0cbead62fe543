import { hash } from 'node:crypto';
import { parseTraceparent, type TraceContext } from '@deskhook/contracts';

/**
 * The trace that an event belongs to: its publisher's, or one that follows from the event's identity, so that a
 * redelivered event stays in its trace. The NATS header wins over the CloudEvents extension: it is nearer.
 */
export function eventTrace(
  header: string | null,
  extension: string | null,
  tenant: string,
  eventId: string,
): TraceContext {
  return parseTraceparent(header) ?? parseTraceparent(extension) ?? identityTrace(tenant, eventId);
}

function identityTrace(tenant: string, eventId: string): TraceContext {
  const digest = hash('sha256', `${tenant}\n${eventId}`, 'hex');
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48), sampled: true };
}
