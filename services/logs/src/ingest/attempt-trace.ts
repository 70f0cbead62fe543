import {
  CONSUMERS,
  HEADERS,
  parseTraceparent,
  STREAMS,
  tenantOfSubject,
  type TraceContext,
} from '@deskhook/contracts';
import {
  messageSpanName,
  startSpan,
  SUBJECT_TEMPLATES,
  type IncomingMessage,
  type Outcome,
  type TraceSpan,
} from '@deskhook/messaging';
import { SpanKind } from '@opentelemetry/api';

/** Links of a span that OpenTelemetry keeps unless told otherwise (`OTEL_SPAN_LINK_COUNT_LIMIT`). */
const LINKS_MAX = 128;
const NAME = messageSpanName('process', SUBJECT_TEMPLATES.attempts);

interface TracedReport {
  readonly message: IncomingMessage;
  /** The span of the attempt that it tells of. */
  readonly attempt: TraceContext;
}

/**
 * Makes the spans of a stored batch: one for the batch, linked to the attempts, and one below each attempt, so that an event's
 * trace goes on to the log write. Only reports of attempts whose spans are exported say so, by their trace context: for the
 * others nothing is made.
 */
export function traceReports(
  messages: readonly IncomingMessage[],
  outcomes: readonly Outcome[],
  startedAt: number,
): void {
  const traced = messages.flatMap((message, index) =>
    outcomes[index]?.kind === 'ack' ? tracedReport(message) : [],
  );
  if (traced.length === 0) return;
  const batch = batchSpan(messages.length, traced, startedAt);
  for (const one of traced) reportSpan(one, batch, startedAt);
  batch.end();
}

function tracedReport(message: IncomingMessage): TracedReport[] {
  const attempt = parseTraceparent(message.header(HEADERS.traceparent));
  return attempt === null ? [] : [{ message, attempt }];
}

/** Exported as the attempts are, whatever the sampler would say to a trace of its own. */
function batchSpan(count: number, traced: readonly TracedReport[], startedAt: number): TraceSpan {
  return startSpan(`process ${STREAMS.attempts}`, {
    kind: SpanKind.CONSUMER,
    parent: null,
    sampled: true,
    links: traced.slice(-LINKS_MAX).map(({ attempt }) => attempt),
    startedAt,
    attributes: () => ({
      'messaging.system': 'nats',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': STREAMS.attempts,
      'messaging.consumer.group.name': CONSUMERS.logsAttempts,
      'messaging.batch.message_count': count,
    }),
  });
}

/** It says little: the attempt above it says the rest. */
function reportSpan({ message, attempt }: TracedReport, batch: TraceSpan, startedAt: number): void {
  startSpan(NAME, {
    kind: SpanKind.CONSUMER,
    parent: attempt,
    sampled: true,
    links: [batch.context],
    startedAt,
    attributes: () => ({
      'messaging.system': 'nats',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.template': SUBJECT_TEMPLATES.attempts,
      'deskhook.tenant': tenantOfSubject(message.subject),
    }),
  }).end();
}
