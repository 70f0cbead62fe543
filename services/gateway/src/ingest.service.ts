import {
  acceptEvent,
  CLOUDEVENTS_HEADER_PREFIX,
  FailureError,
  HEADERS,
  subjects,
  type MendedReplayInput,
  type Failure,
  type IngestAnswer,
  type ProblemError,
  type Refusal,
} from '@deskhook/contracts';
import { isOwnNews } from '@deskhook/domain';
import type { Publisher } from '@deskhook/messaging';
import { gatewayMetrics } from './gateway.metrics.js';
import type { IngestCandidate, IngestRequest } from './ingest-request.js';
import { ownNews, refusalKind } from './ingest-refusal.js';
import { mendedEvent, type MendedEvent } from './mended-event.js';
import { ingestTrace, publicationSpan, publishedTraceparent, requestSpan } from './ingest-trace.js';

/** Publications on their way at once. */
const IN_FLIGHT_MAX = 256;

type Result =
  | { readonly kind: 'stored'; readonly id: string }
  | { readonly kind: 'refused'; readonly error: ProblemError; readonly failure: Failure['kind'] }
  | { readonly kind: 'not-stored'; readonly error: ProblemError };

/** Takes events over HTTP: checks each as the evaluator would, and answers once JetStream has stored them. */
export class IngestService {
  constructor(
    private readonly publisher: Publisher,
    private readonly hopLimit: number,
  ) {}

  async publish(tenant: string, request: IngestRequest): Promise<IngestAnswer> {
    const { candidates } = request;
    const results: Result[] = [];
    for (let start = 0; start < candidates.length; start += IN_FLIGHT_MAX) {
      const slice = candidates.slice(start, start + IN_FLIGHT_MAX);
      const prefix = (index: number) => (request.kind === 'batch' ? `/${start + index}` : '');
      const publish = (candidate: IngestCandidate, index: number) =>
        this.one(tenant, candidate, request.traceparent, prefix(index));
      results.push(...(await Promise.all(slice.map(publish))));
    }
    countResults(results);
    return answer(request, results);
  }

  /** An event in the place of a dead letter, ready to be published; throws as `mendedEvent` does. */
  mended(tenant: string, event: NonNullable<MendedReplayInput['event']>): MendedEvent {
    return mendedEvent(tenant, event, this.hopLimit);
  }

  private async one(
    tenant: string,
    candidate: IngestCandidate,
    traceparent: string | null,
    pointer: string,
  ): Promise<Result> {
    const subject = subjects.event(tenant, candidate.type);
    const acceptance = acceptEvent({ ...candidate, subject }, this.hopLimit);
    if (!acceptance.ok && acceptance.loop === undefined) return refused(acceptance.refusal, pointer);
    if (isOwnNews(candidate.type)) return refused(ownNews(candidate.type), pointer);
    const event = acceptance.ok ? acceptance.event : null;
    const { payload } = candidate;
    const trace = ingestTrace(traceparent, event?.traceparent ?? null, requestSpan());
    const span = publicationSpan({ subject, size: payload.length, event }, trace);
    const headers = publicationHeaders(candidate, publishedTraceparent(span, trace));
    try {
      await this.publisher.publish({ subject, payload, headers });
    } catch (error) {
      span?.fail('not_stored', describe(error));
      return { kind: 'not-stored', error: { pointer, detail: describe(error) } };
    } finally {
      span?.end();
    }
    // A loop ends in the dead letters with a notice, whichever way its events come: the evaluator sees to both.
    return acceptance.ok ? { kind: 'stored', id: acceptance.event.id } : refused(acceptance.refusal, pointer);
  }
}

/** What could not be stored is not refused: its sender tries again. */
function countResults(results: readonly Result[]): void {
  const outcomes = { stored: 'accepted', refused: 'refused', 'not-stored': 'unavailable' } as const;
  for (const { kind } of results) gatewayMetrics.ingested.inc({ outcome: outcomes[kind] });
}

function refused(refusal: Refusal, pointer: string): Result {
  const error = { pointer: pointer + (refusal.pointer ?? ''), detail: refusal.detail };
  return { kind: 'refused', error, failure: refusalKind(refusal) };
}

function publicationHeaders(candidate: IngestCandidate, traceparent: string | null): Record<string, string> {
  const attributes = Object.entries(candidate.attributes).map(
    ([name, value]) => [CLOUDEVENTS_HEADER_PREFIX + name, value] as const,
  );
  return {
    ...Object.fromEntries(attributes),
    ...(candidate.contentType === undefined ? {} : { 'content-type': candidate.contentType }),
    ...(traceparent === null ? {} : { [HEADERS.traceparent]: traceparent }),
  };
}

/** What the broker said, where it said something: a full stream is another matter than a broker that is away. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function answer(request: IngestRequest, results: readonly Result[]): IngestAnswer {
  const ids = results.flatMap((result) => (result.kind === 'stored' ? [result.id] : []));
  const bad = results.filter((result) => result.kind !== 'stored');
  const [first] = bad;
  if (first === undefined) return { accepted: ids.length, ids };
  const lost = bad.find((result) => result.kind === 'not-stored');
  const refusedAs = request.kind === 'single' && first.kind === 'refused' ? first.failure : 'invalid';
  throw new FailureError({
    kind: lost === undefined ? refusedAs : 'unavailable',
    detail: summary(request, (lost ?? first).error.detail, { bad: bad.length, stored: ids.length }),
    errors: bad.map((result) => result.error),
    extensions: { accepted: ids.length, ids },
  });
}

function summary(
  request: IngestRequest,
  detail: string,
  count: { readonly bad: number; readonly stored: number },
): string {
  const first = detail.charAt(0).toUpperCase() + detail.slice(1);
  if (request.kind === 'single') return first;
  return `${count.bad} of ${request.candidates.length} events were not accepted, ${count.stored} are stored. ${first}`;
}
