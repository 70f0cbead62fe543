import { describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { FirstRecorded, SpanOutlet } from './span-outlet.js';
import type { FinishedSpan } from './span-recorder.js';

const finished: FinishedSpan = {
  name: 'process deliveries.{tenant}.{subscription}',
  kind: SpanKind.CONSUMER,
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parent: { traceId: 'a'.repeat(32), spanId: 'c'.repeat(16), sampled: false },
  attributes: { 'deskhook.tenant': 'acme' },
  links: [{ traceId: 'a'.repeat(32), spanId: 'd'.repeat(16), sampled: true }],
  startedAt: 1_771_339_500_000.25,
  endedAt: 1_771_339_500_001.75,
  error: 'the endpoint answered 503',
};

describe('the outlet of spans', () => {
  it('exports ours as they are, among those of the SDK, also where the sampler takes none', () => {
    const exporter = new InMemorySpanExporter();
    const outlet = new SpanOutlet([new SimpleSpanProcessor({ exporter })]);
    const sampler = new FirstRecorded(new AlwaysOffSampler());
    const tracer = new TracerProvider({ sampler, spanProcessors: [outlet] }).getTracer('deskhook');
    tracer.startSpan('first');
    tracer.startSpan('not sampled').end();
    outlet.put(finished);

    const [span] = exporter.getFinishedSpans();
    expect(exporter.getFinishedSpans()).toHaveLength(1);
    expect(span).toMatchObject({
      name: finished.name,
      kind: SpanKind.CONSUMER,
      parentSpanContext: { spanId: 'c'.repeat(16) },
      startTime: [1_771_339_500, 250_000],
      endTime: [1_771_339_500, 1_750_000],
      duration: [0, 1_500_000],
      status: { code: SpanStatusCode.ERROR, message: 'the endpoint answered 503' },
      instrumentationScope: { name: 'deskhook' },
    });
    expect(span?.spanContext()).toMatchObject({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) });
    expect(span?.links[0]?.context.spanId).toBe('d'.repeat(16));
  });
});
