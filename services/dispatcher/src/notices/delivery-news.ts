import { formatTraceparent, NOTICE_TYPES, type AttemptReport } from '@deskhook/contracts';
import { derivedId, isOwnNews } from '@deskhook/domain';
import type { NoticePublisher } from '@deskhook/messaging';
import type { EndpointHealth } from '../endpoints/endpoint-health.js';
import { endpointData, type SubscriptionNames } from './endpoint-data.js';

/** Tells that deliveries ended dead. */
export class DeliveryNews {
  constructor(
    private readonly notices: NoticePublisher,
    private readonly health: EndpointHealth,
    private readonly names: SubscriptionNames,
  ) {}

  /** Returns when it is stored. Tests have somebody who sees the answer; Deskhook's own news are not told of in turn. */
  async ended(report: AttemptReport): Promise<void> {
    const { tenant, type, deliveryId, number, eventId, reason, at, durationMs = 0 } = report;
    if (report.status !== 'dead' || report.test === true || isOwnNews(type)) return;
    const named = endpointData(this.names, report);
    const endedAt = Math.ceil(at + durationMs);
    const since = new Date(this.health.failingSince(report) ?? endedAt).toISOString();
    await this.notices.tell({
      tenant,
      type: NOTICE_TYPES.deliveryFailed,
      id: derivedId('failed', [deliveryId, String(number)]),
      source: 'dispatcher',
      subject: `deliveries/${deliveryId}`,
      at: endedAt,
      extensions: { causationid: eventId, traceparent: traceOf(report) },
      data: {
        endpoint: { ...named, status: 'failing', since },
        delivery: { id: deliveryId, event_id: eventId, type, attempts: number, error: reason },
      },
    });
  }
}

/** The notice goes on in the trace of the attempt that it tells of. */
function traceOf({ traceId, spanId, sampled = false }: AttemptReport): string {
  return formatTraceparent({ traceId, spanId, sampled });
}
