import { CONSUMERS, HEADERS, parseEventSubject, parseTraceparent } from '@deskhook/contracts';
import type { AcceptedEvent, Refusal } from '@deskhook/contracts';
import {
  messageAttributes,
  messageSpanName,
  startSpan,
  SUBJECT_TEMPLATES,
  type EventTrace,
  type IncomingMessage,
  type TraceSpan,
} from '@deskhook/messaging';
import { SpanKind } from '@opentelemetry/api';

const NAME = messageSpanName('process', SUBJECT_TEMPLATES.events);

/** The span of an event's evaluation, in the trace of its publisher. */
export function evaluationSpan(
  event: AcceptedEvent,
  message: IncomingMessage,
  parent: EventTrace,
): TraceSpan {
  return startSpan(NAME, {
    kind: SpanKind.CONSUMER,
    parent,
    attributes: () => ({
      ...attributesOf(message, event.id),
      'deskhook.tenant': event.tenant,
      'deskhook.event.type': event.type,
      'deskhook.event.id': event.id,
    }),
  });
}

/** A refused event has a span of its own, below its publisher's where that one is known. Returns its trace id. */
export function tellRefusal(message: IncomingMessage, { reason, detail }: Refusal): string {
  const named = parseEventSubject(message.subject);
  const span = startSpan(NAME, {
    kind: SpanKind.CONSUMER,
    parent: parseTraceparent(message.header(HEADERS.traceparent)),
    attributes: () => ({
      ...attributesOf(message),
      ...(named === null ? {} : { 'deskhook.tenant': named.tenant, 'deskhook.event.type': named.type }),
    }),
  });
  span.fail(reason, detail);
  span.end();
  return span.context.traceId;
}

function attributesOf({ subject, payload }: IncomingMessage, id?: string) {
  const message = { subject, size: payload.length, consumer: CONSUMERS.evaluatorEvents };
  return messageAttributes(
    'process',
    SUBJECT_TEMPLATES.events,
    id === undefined ? message : { ...message, id },
  );
}
