import { attemptReportSchema, type TraceContext } from '@deskhook/contracts';
import { startSpan, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { SpanKind } from '@opentelemetry/api';

const reportedSpan = attemptReportSchema.pick({ traceId: true, spanId: true });

/**
 * Makes the spans of a stored batch: one for the batch, linked to every attempt, and one below each attempt, so that
 * an event's trace goes on to the log write. Called only when a tracing SDK is at work: it parses the reports again.
 */
export function traceReports(
  messages: readonly IncomingMessage[],
  outcomes: readonly Outcome[],
  startedAt: number,
): void {
  const kept = messages.filter((_, index) => outcomes[index]?.kind === 'ack');
  const attempts = kept.map(contextOf).filter((context) => context !== null);
  const batch = startSpan('log batch', {
    kind: SpanKind.CONSUMER,
    parent: null,
    links: attempts,
    startedAt,
    attributes: () => ({ 'messaging.system': 'nats', 'messaging.batch.message_count': messages.length }),
  });
  for (const attempt of attempts) {
    startSpan('log', { kind: SpanKind.CONSUMER, parent: attempt, links: [batch.context], startedAt }).end();
  }
  batch.end();
}

function contextOf(message: IncomingMessage): TraceContext | null {
  const report = reportedSpan.safeParse(JSON.parse(Buffer.from(message.payload).toString('utf8')));
  return report.success ? { ...report.data, sampled: true } : null;
}
