import { attemptReportSchema, type AttemptReport } from '@deskhook/contracts';
import { STANDINGS } from '@deskhook/domain';
import { inflateBody } from '@deskhook/messaging';
import { detailOf, packDetail } from './attempt-detail.js';
import type { Series } from './log-terms.js';
import { pack } from './packed-bytes.js';
import { storableText } from './storable-text.js';

/** The request of an attempt, packed. */
interface RequestRow {
  readonly hash: string;
  /** Null where the log has the body already: it is the event's payload. */
  readonly body: Uint8Array | null;
  readonly detail: Uint8Array;
}

/** A report as the log keeps it. Instants in epoch milliseconds. */
export interface AttemptRow extends Series {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly ticketId: string | null;
  readonly test: boolean;
  readonly number: number;
  readonly standing: number;
  readonly isDelivered: boolean;
  readonly at: number;
  readonly durationMs: number;
  readonly reason: string | null;
  readonly nextAttemptAt: number | null;
  readonly error: string | null;
  readonly responseCode: number | null;
  /** Null where no request was made. */
  readonly request: RequestRow | null;
}

/** Reads a report; what it cannot be is said in one sentence. */
export function attemptRow(payload: Uint8Array): AttemptRow | string {
  const report = attemptReportSchema.safeParse(parseJson(payload));
  if (!report.success) {
    const [issue] = report.error.issues;
    return `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not readable'}`;
  }
  return rowOf(report.data);
}

function rowOf(report: AttemptReport): AttemptRow {
  const { trigger, ticketId, reason, error, response } = report;
  return {
    tenant: storableText(report.tenant),
    deliveryId: storableText(report.deliveryId),
    eventId: storableText(report.eventId),
    subscriptionId: storableText(report.subscriptionId),
    url: storableText(report.url),
    type: storableText(report.type),
    trigger: trigger === undefined ? null : storableText(trigger),
    ticketId: ticketId === null ? null : storableText(ticketId),
    test: report.test ?? false,
    createdAt: Math.floor(report.acceptedAt),
    number: report.number,
    standing: STANDINGS.indexOf(report.status),
    isDelivered: report.status === 'delivered',
    at: report.at,
    durationMs: report.durationMs ?? 0,
    reason,
    nextAttemptAt: report.nextAttemptAt,
    error,
    responseCode: response?.code ?? null,
    request: requestRow(report),
  };
}

function requestRow(report: AttemptReport): RequestRow | null {
  const { request } = report;
  if (request === undefined) return null;
  const body = bodyOf(request);
  return {
    hash: storableText(request.bodyHash),
    body: body === null ? null : pack(body),
    detail: packDetail(detailOf(report, request)),
  };
}

/** A body that says it is deflated and is not: kept as it came. */
function bodyOf({ body, bodyEncoding }: NonNullable<AttemptReport['request']>): Uint8Array | null {
  if (body === undefined) return null;
  const bytes = Buffer.from(body, 'base64');
  return bodyEncoding === 'deflate' ? (inflateBody(bytes) ?? bytes) : bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(payload));
  } catch {
    return undefined;
  }
}
