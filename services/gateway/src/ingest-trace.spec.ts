import { describe, expect, it } from '@jest/globals';
import { TraceFlags } from '@opentelemetry/api';
import { ingestTraceparent } from './ingest-trace.js';

const CALLER = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const EXTENSION = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
const OWN = `00-${'e'.repeat(32)}-${'f'.repeat(16)}-01`;
const span = { traceId: 'e'.repeat(32), spanId: 'f'.repeat(16), traceFlags: TraceFlags.SAMPLED };

describe('ingestTraceparent', () => {
  it('passes the header on, and leaves the extension where it is', () => {
    expect(ingestTraceparent(CALLER, EXTENSION, undefined)).toBe(CALLER);
    expect(ingestTraceparent(null, EXTENSION, undefined)).toBeNull();
    expect(ingestTraceparent('nonsense', null, undefined)).toBeNull();
  });

  it('continues with the span of the request where tracing is on', () => {
    expect(ingestTraceparent(CALLER, EXTENSION, span)).toBe(OWN);
    expect(ingestTraceparent(null, null, span)).toBe(OWN);
  });

  it('does not hide the context that an event carries behind a span that nobody asked for', () => {
    expect(ingestTraceparent(null, EXTENSION, span)).toBeNull();
  });
});
