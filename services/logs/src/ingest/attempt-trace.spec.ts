import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ACK, isTracing, reject } from '@deskhook/messaging';
import { trace } from '@opentelemetry/api';
import { TracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { aReport, reportMessage } from '../../../../test/support/logs/fixture.js';
import { traceReports } from './attempt-trace.js';

const exporter = new InMemorySpanExporter();
beforeEach(() => exporter.reset());
afterAll(() => trace.disable());

describe('the spans of a batch', () => {
  it('are not made while no SDK is at work', () => {
    expect(isTracing()).toBe(false);
  });

  it('end the trace of every attempt that was stored, and link the batch to all of them', () => {
    trace.setGlobalTracerProvider(
      new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
    );
    expect(isTracing()).toBe(true);
    const span = (digit: string) => ({ traceId: digit.repeat(32), spanId: digit.repeat(16) });
    const messages = ['1', '2', '3'].map((digit) => reportMessage(aReport(span(digit))));
    const refused = reject({ reason: 'schema_violation', detail: 'x' });
    traceReports(messages, [ACK, refused, ACK], Date.now());

    const spans = exporter.getFinishedSpans();
    const logged = spans.filter(({ name }) => name === 'log');
    expect(logged.map((one) => one.spanContext().traceId)).toEqual(['1'.repeat(32), '3'.repeat(32)]);
    expect(logged.map((one) => one.parentSpanContext?.spanId)).toEqual(['1'.repeat(16), '3'.repeat(16)]);
    const batch = spans.find(({ name }) => name === 'log batch');
    expect(batch?.parentSpanContext).toBeUndefined();
    expect(batch?.links.map((link) => link.context.spanId)).toEqual(['1'.repeat(16), '3'.repeat(16)]);
    expect(logged[0]?.links[0]?.context.spanId).toBe(batch?.spanContext().spanId);
  });
});
