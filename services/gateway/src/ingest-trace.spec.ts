import { afterEach, describe, expect, it } from '@jest/globals';
import { recordSpansWith, type FinishedSpan } from '@deskhook/telemetry';
import { TraceFlags } from '@opentelemetry/api';
import { ingestTrace, publicationSpan, publishedTraceparent } from './ingest-trace.js';

const CALLER = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const EXTENSION = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
const span = { traceId: 'e'.repeat(32), spanId: 'f'.repeat(16), traceFlags: TraceFlags.SAMPLED };

describe('where in a trace an event is published', () => {
  const digitOf = (...about: Parameters<typeof ingestTrace>) => ingestTrace(...about)?.traceId.charAt(0);

  it('is below the header that came, else below what the event carries', () => {
    expect(digitOf(CALLER, EXTENSION, undefined)).toBe('a');
    expect(digitOf(null, EXTENSION, undefined)).toBe('c');
    expect(ingestTrace('nonsense', null, undefined)).toBeNull();
  });

  it('is below the span of the request where tracing is on', () => {
    expect(digitOf(CALLER, EXTENSION, span)).toBe('e');
    expect(digitOf(null, null, span)).toBe('e');
  });

  it('is not hidden behind a span that nobody asked for', () => {
    expect(digitOf(null, EXTENSION, span)).toBe('c');
  });
});

describe('the span of a publication', () => {
  afterEach(() => recordSpansWith(null));
  const published = { subject: 'events.acme.ticket.created', size: 12, event: null };

  it('is none where tracing is off: what came is passed on as it is', () => {
    const trace = ingestTrace(CALLER, null, undefined);
    expect(publicationSpan(published, trace)).toBeNull();
    expect(publishedTraceparent(null, trace)).toBe(CALLER);
    expect(publishedTraceparent(null, null)).toBeNull();
  });

  it('is what the event is published below where tracing is on', () => {
    const spans: FinishedSpan[] = [];
    recordSpansWith({ samples: () => true, keepsFailed: () => true, record: (one) => void spans.push(one) });
    const made = publicationSpan(published, ingestTrace(CALLER, null, undefined));
    made?.end();
    expect(publishedTraceparent(made, null)).toBe(`00-${'a'.repeat(32)}-${spans[0]?.spanId}-01`);
    expect(spans).toMatchObject([
      { name: 'send events.{tenant}.{type}', parent: { spanId: 'b'.repeat(16) } },
    ]);
  });
});
