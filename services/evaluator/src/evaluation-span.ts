import { CONSUMERS, HEADERS, parseEventSubject, tenantOfSubject } from '@deskhook/contracts';
import type { AcceptedEvent, Refusal } from '@deskhook/contracts';
import {
  eventTrace,
  identityTrace,
  messageAttributes,
  messageSpanName,
  messageTrace,
  startSpan,
  SUBJECT_TEMPLATES,
  type EventTrace,
  type IncomingMessage,
  type TraceSpan,
} from '@deskhook/messaging';
import { SpanKind } from '@opentelemetry/api';

const NAME = messageSpanName('process', SUBJECT_TEMPLATES.events);

/**
 * The span of an event's evaluation, in the trace of its publisher.
 * @param startedAt when its message was taken up, in epoch milliseconds
 */
export function evaluationSpan(event: AcceptedEvent, message: IncomingMessage, startedAt: number): TraceSpan {
  return startSpan(NAME, {
    kind: SpanKind.CONSUMER,
    parent: eventTrace(message.header(HEADERS.traceparent), event.traceparent, event.tenant, event.id),
    startedAt,
    failuresOf: event.tenant,
    attributes: () => ({
      ...attributesOf(message, event.id),
      'deskhook.tenant': event.tenant,
      'deskhook.event.type': event.type,
      'deskhook.event.id': event.id,
    }),
  });
}

/** Where in a trace the refusal of an event stands: one and the same however often the message is handed out. */
export function refusalTrace(message: IncomingMessage): EventTrace {
  // What is refused may have no id to go by.
  return messageTrace(message) ?? identityTrace(message.subject, String(message.sequence));
}

/** A refused event has a span of its own, below its publisher's where that one is known. */
export function tellRefusal(
  message: IncomingMessage,
  { reason, detail }: Refusal,
  { parent, startedAt }: { readonly parent: EventTrace; readonly startedAt: number },
): void {
  const named = parseEventSubject(message.subject);
  const span = startSpan(NAME, {
    kind: SpanKind.CONSUMER,
    parent,
    startedAt,
    failuresOf: tenantOfSubject(message.subject),
    attributes: () => ({
      ...attributesOf(message),
      ...(named === null ? {} : { 'deskhook.tenant': named.tenant, 'deskhook.event.type': named.type }),
    }),
  });
  span.fail(reason, detail);
  span.end();
}

function attributesOf({ subject, payload }: IncomingMessage, id?: string) {
  const message = { subject, size: payload.length, consumer: CONSUMERS.evaluatorEvents };
  return messageAttributes(
    'process',
    SUBJECT_TEMPLATES.events,
    id === undefined ? message : { ...message, id },
  );
}
