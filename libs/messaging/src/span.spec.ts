import { afterEach, describe, expect, it } from '@jest/globals';
import { recordSpansWith, type FinishedSpan, type SpanHead } from '@deskhook/telemetry';
import { SpanKind } from '@opentelemetry/api';
import { identityTrace } from './event-trace.js';
import { startSpan, type TraceSpan } from './span.js';

const PARENT = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };

afterEach(() => recordSpansWith(null));

/** Records spans as the sampler and the budget for failures say. */
function record(samples: (head: SpanHead) => boolean, budget = Infinity) {
  const spans: FinishedSpan[] = [];
  let left = budget;
  recordSpansWith({ samples, keepsFailed: () => left-- > 0, record: (span) => void spans.push(span) });
  return spans;
}

const below = (sampled: boolean) => ({ ...PARENT, sampled });
const byParent = ({ parent }: SpanHead): boolean => parent?.sampled ?? false;

function attempt(sampled: boolean, keep = false): TraceSpan {
  const attributes = () => ({ 'deskhook.tenant': 'acme' });
  return startSpan('attempt', { kind: SpanKind.CONSUMER, parent: below(sampled), attributes, keep });
}

function post(around: TraceSpan): TraceSpan {
  const span = around.within('POST', { kind: SpanKind.CLIENT, attributes: () => ({ 'url.full': 'x' }) });
  span.set({ 'http.response.status_code': 503 });
  span.end();
  return span;
}

describe('a span that nobody records', () => {
  it('goes on with the trace under ids of its own', () => {
    const span = attempt(false);
    expect(span.context).toMatchObject({ traceId: PARENT.traceId, sampled: false });
    expect(span.context.spanId).not.toBe(PARENT.spanId);
    const within = post(span);
    expect(within.context).toMatchObject({ traceId: PARENT.traceId, sampled: false });
    expect(within.context.spanId).not.toBe(span.context.spanId);
    expect([span.exemplar, within.exemplar]).toEqual([null, null]);
  });
});

it.each([
  [below(true), true],
  [below(false), false],
  [identityTrace('acme', 'evt-1'), false],
  [null, false],
])('a flag is passed on, and none is set where nobody records: below %j %s', (parent, sampled) => {
  expect(startSpan('attempt', { kind: SpanKind.CONSUMER, parent }).context.sampled).toBe(sampled);
});

describe('a sampled span', () => {
  it('is recorded when it has ended, with all that was said of it, once', () => {
    const spans = record(byParent);
    const span = attempt(true);
    const within = post(span);
    span.set({ 'deskhook.delivery.status': 'dead' });
    span.fail('503', 'the endpoint answered 503');
    span.end();
    span.end();
    const [first, second] = spans;
    expect(spans).toHaveLength(2);
    const { traceId, spanId } = within.context;
    expect(first).toMatchObject({ traceId, spanId, name: 'POST', parent: { spanId: span.context.spanId } });
    expect(first?.attributes).toEqual({ 'url.full': 'x', 'http.response.status_code': 503 });
    expect(second).toMatchObject({ name: 'attempt', parent: PARENT, error: 'the endpoint answered 503' });
    expect(second?.attributes).toEqual({
      'deskhook.tenant': 'acme',
      'deskhook.delivery.status': 'dead',
      'error.type': '503',
    });
    expect(span.exemplar).toMatchObject({ traceId: PARENT.traceId, spanId: span.context.spanId });
    expect(second?.endedAt).toBeGreaterThanOrEqual(first?.endedAt ?? NaN);
  });
});

describe('a span that is not sampled', () => {
  it('makes no attributes and is not recorded while nothing fails', () => {
    const spans = record(byParent);
    const attributes = (): never => {
      throw new Error('nobody asked for them');
    };
    const span = startSpan('attempt', { kind: SpanKind.CONSUMER, parent: below(false), attributes });
    post(span);
    span.end();
    expect(spans).toEqual([]);
    expect(span.exemplar).toBeNull();
  });

  it('is recorded with those within when it fails, under the ids that went out', () => {
    const spans = record(byParent);
    const span = attempt(false);
    const within = post(span);
    span.fail('503', 'the endpoint answered 503');
    span.end();
    expect(spans.map(({ name, spanId }) => [name, spanId])).toEqual([
      ['attempt', span.context.spanId],
      ['POST', within.context.spanId],
    ]);
    for (const { traceId, attributes } of spans)
      expect([traceId, attributes['deskhook.kept']]).toEqual([PARENT.traceId, 'failed']);
    expect(span.context.sampled).toBe(false);
    expect(span.exemplar).not.toBeNull();
  });

  it('is recorded without a failure where that is asked for', () => {
    const spans = record(byParent);
    attempt(false, true).end();
    expect(spans).toHaveLength(1);
  });

  it('asks the budget of whose failure it is, else of its kind', () => {
    const asked: string[] = [];
    const keepsFailed = (of: string) => (asked.push(of), false);
    recordSpansWith({ samples: () => false, keepsFailed, record: () => undefined });
    for (const failuresOf of [{ failuresOf: 'acme sub_1' }, {}]) {
      const span = startSpan('attempt', { kind: SpanKind.CONSUMER, parent: null, ...failuresOf });
      span.fail('503', 'x');
      span.end();
    }
    expect(asked).toEqual(['acme sub_1', 'attempt']);
  });

  it('is left out when the budget for failures is used up', () => {
    const spans = record(byParent, 1);
    for (const span of [attempt(false), attempt(false)]) {
      post(span);
      span.fail('503', 'x');
      span.end();
    }
    expect(spans.map(({ name }) => name)).toEqual(['attempt', 'POST']);
  });
});

it('a trace that nobody began is begun by the first span, and the sampler is asked as for any beginning', () => {
  const asked: SpanHead[] = [];
  const spans = record((head) => (asked.push(head), true));
  const parent = identityTrace('acme', 'evt-1');
  startSpan('evaluate', { kind: SpanKind.CONSUMER, parent }).end();
  expect(asked).toMatchObject([{ traceId: parent.traceId, parent: null }]);
  expect(spans).toMatchObject([{ traceId: parent.traceId, parent: null }]);
});
