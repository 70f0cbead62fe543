import { formatTraceparent, HEADERS, parseTraceparent, subjects } from '@deskhook/contracts';
import {
  identityTrace,
  isTracing,
  messageAttributes,
  messageSpanName,
  startSpan,
  SUBJECT_TEMPLATES,
  type TraceSpan,
} from '@deskhook/messaging';
import { SpanKind } from '@opentelemetry/api';

interface ToldEvent {
  readonly id: string;
  readonly type: string;
}

/**
 * The span of an event that tells of an alarm. It begins a trace, the same one however often it is told, and is linked to that of
 * the event that the alarm was set by.
 * @param cause trace context of that event; absent where it is not known
 */
export function alarmSpan(tenant: string, { id, type }: ToldEvent, cause: string | undefined): TraceSpan {
  const subject = subjects.event(tenant, type);
  const link = parseTraceparent(cause);
  return startSpan(messageSpanName('send', SUBJECT_TEMPLATES.events), {
    kind: SpanKind.PRODUCER,
    parent: identityTrace(tenant, id),
    links: link === null ? [] : [link],
    failuresOf: tenant,
    attributes: () => ({
      ...messageAttributes('send', SUBJECT_TEMPLATES.events, { subject, id }),
      'deskhook.tenant': tenant,
      'deskhook.event.type': type,
      'deskhook.event.id': id,
    }),
  });
}

/** Headers of the event. Where nobody traces, whoever takes the event up finds its trace by its id. */
export function alarmHeaders({ context }: TraceSpan): Record<string, string> {
  return isTracing() ? { [HEADERS.traceparent]: formatTraceparent(context) } : {};
}
