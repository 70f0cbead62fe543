import type { AttemptReport, LiveAttempt } from '@deskhook/contracts';

/** A report as the live stream tells it. */
export function liveAttempt(report: AttemptReport): LiveAttempt {
  const { deliveryId, eventId, subscriptionId, url, type, ticketId, number, status, reason, traceId } =
    report;
  return {
    deliveryId,
    eventId,
    subscriptionId,
    url,
    type,
    trigger: report.trigger ?? null,
    ticketId,
    number,
    at: new Date(report.at).toISOString(),
    durationMs: report.durationMs ?? null,
    status,
    responseCode: report.response?.code ?? null,
    error: report.error,
    reason: status === 'delivered' ? null : reason,
    nextAttemptAt: report.nextAttemptAt === null ? null : new Date(report.nextAttemptAt).toISOString(),
    test: report.test === true,
    traceId,
  };
}
