import { describe, expect, it } from '@jest/globals';
import { ROOT_CONTEXT, SpanKind, trace, TraceFlags } from '@opentelemetry/api';
import { SamplingDecision, type Sampler } from '@opentelemetry/sdk-trace';
import { samplerOfEnv } from './sampler-of-env.js';

/** The sampler goes by the exclusive or of an id's four words. */
const LOW = `${'0'.repeat(31)}1`;
const HIGH = `${'f'.repeat(8)}${'0'.repeat(24)}`;

function isSampled(sampler: Sampler, traceId: string, parent?: TraceFlags): boolean {
  const context =
    parent === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: '1'.repeat(16), traceFlags: parent });
  const { decision } = sampler.shouldSample(context, traceId, 'x', SpanKind.CONSUMER, {}, []);
  return decision === SamplingDecision.RECORD_AND_SAMPLED;
}

describe('the sampler of the environment', () => {
  it.each([
    [undefined, undefined, HIGH, undefined, true],
    ['', undefined, HIGH, TraceFlags.NONE, false],
    ['always_on', undefined, HIGH, TraceFlags.NONE, true],
    ['always_off', undefined, LOW, TraceFlags.SAMPLED, false],
    ['traceidratio', '0.1', LOW, TraceFlags.NONE, true],
    ['traceidratio', '0.1', HIGH, TraceFlags.SAMPLED, false],
    ['parentbased_traceidratio', '0.1', LOW, undefined, true],
    ['parentbased_traceidratio', '0.1', HIGH, undefined, false],
    ['parentbased_traceidratio', '0.1', HIGH, TraceFlags.SAMPLED, true],
    ['parentbased_always_off', undefined, HIGH, undefined, false],
    ['parentbased_always_off', undefined, HIGH, TraceFlags.SAMPLED, true],
    ['traceidratio', 'much', HIGH, undefined, true],
    ['jaeger_remote', undefined, HIGH, undefined, true],
  ])('%s with %s: trace %s below %s', (name, ratio, traceId, parent, sampled) => {
    const sampler = samplerOfEnv({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio });
    expect(isSampled(sampler, traceId, parent)).toBe(sampled);
  });
});
