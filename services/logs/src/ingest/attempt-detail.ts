import {
  attemptReportSchema,
  renderedSchema,
  retryCauseSchema,
  type AttemptReport,
} from '@deskhook/contracts';
import { z } from 'zod';
import { pack, unpack } from './packed-bytes.js';
import { storableJson } from './storable-text.js';

const headers = z.record(z.string(), z.string());

/** What is shown of an attempt and never searched; the log keeps it as one packed text. */
const attemptDetailSchema = z.object({
  requestHeaders: headers,
  contentType: z.string(),
  /** What was rendered beside the body, which a replay sends again. */
  rendered: renderedSchema.pick({ headers: true, variant: true }).nullable(),
  responseHeaders: headers.nullable(),
  responseBody: z.string().nullable(),
  responseTruncated: z.boolean(),
  redirects: attemptReportSchema.shape.redirects.unwrap(),
  warnings: z.array(z.string()),
  traceId: z.string(),
  spanId: z.string(),
  /** Whether its span was exported, so that a replay goes on in a trace that there is. */
  sampled: z.literal(true).optional(),
  /** Why the next attempt was to be made when it was; absent where there was none, and in what was stored before this was told. */
  retry: retryCauseSchema.optional(),
});
export type AttemptDetail = z.infer<typeof attemptDetailSchema>;

/** The detail of a report that tells of a request. */
export function detailOf(
  report: AttemptReport,
  request: NonNullable<AttemptReport['request']>,
): AttemptDetail {
  const { response, redirects = [], warnings = [], traceId, spanId, sampled, retry } = report;
  return {
    requestHeaders: request.headers,
    contentType: request.contentType,
    rendered: request.rendered ?? null,
    responseHeaders: response?.headers ?? null,
    responseBody: response?.body ?? null,
    responseTruncated: response?.truncated ?? false,
    redirects,
    warnings,
    traceId,
    spanId,
    ...(sampled === true ? { sampled } : {}),
    ...(retry === undefined ? {} : { retry }),
  };
}

export function packDetail(detail: AttemptDetail): Buffer {
  return pack(Buffer.from(storableJson(JSON.stringify(detail))));
}

export function unpackDetail(packed: Uint8Array): AttemptDetail {
  return attemptDetailSchema.parse(JSON.parse(unpack(packed).toString('utf8')));
}
