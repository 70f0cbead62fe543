import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import {
  RandomIdGenerator,
  SamplingDecision,
  type IdGenerator,
  type Sampler,
  type SamplingResult,
} from '@opentelemetry/sdk-trace';
import { metrics } from '../metrics/metric-registry.js';
import { failureBudget } from './failure-budget.js';
import type { FinishedSpan, SpanHead, SpanPlace, SpanRecorder } from './span-recorder.js';

/**
 * What the SDK asks when a span begins: its ids, and whether it is sampled. Spans of ours have both already, since they are
 * given to the SDK when they have ended; those of instrumentation packages go by the sampler and random ids.
 */
export class SpanOrigin implements Sampler, IdGenerator {
  private readonly random = new RandomIdGenerator();
  private given: FinishedSpan | null = null;

  constructor(private readonly sampler: Sampler) {}

  /** Has everything that the work begins be this span. */
  as<T>(span: FinishedSpan, work: () => T): T {
    this.given = span;
    try {
      return work();
    } finally {
      this.given = null;
    }
  }

  generateTraceId(): string {
    return this.given?.traceId ?? this.random.generateTraceId();
  }

  generateSpanId(): string {
    return this.given?.spanId ?? this.random.generateSpanId();
  }

  shouldSample(...about: Parameters<Sampler['shouldSample']>): SamplingResult {
    return this.given === null ? this.sampler.shouldSample(...about) : SAMPLED;
  }

  toString(): string {
    return this.sampler.toString();
  }

  samples({ name, kind, traceId, parent }: SpanHead): boolean {
    const { decision } = this.sampler.shouldSample(parentContext(parent), traceId, name, kind, {}, []);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  }
}

const kept = metrics.counter('deskhook_traces_failed_kept_total', {
  help: 'Failures whose spans were exported although their trace is not sampled',
});
const dropped = metrics.counter('deskhook_traces_failed_dropped_total', {
  help: 'Failures whose spans were not exported: more came than DESKHOOK_TRACES_FAILED_PER_SECOND',
});

/** Records spans through the tracer of the SDK that was started with the origin. */
export function sdkRecorder(tracer: Tracer, origin: SpanOrigin): SpanRecorder {
  return {
    samples: (head) => origin.samples(head),
    keepsFailed: () => {
      const isKept = failureBudget.take(performance.now());
      (isKept ? kept : dropped).inc({});
      return isKept;
    },
    record: (finished) => origin.as(finished, () => record(tracer, finished)),
  };
}

function record(tracer: Tracer, { name, kind, parent, attributes, links, ...rest }: FinishedSpan): void {
  const context = parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContext(parent));
  const linked = links.map((link) => ({ context: spanContext(link) }));
  const span = tracer.startSpan(
    name,
    { kind, attributes, links: linked, startTime: rest.startedAt },
    context,
  );
  if (rest.error !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: rest.error });
  span.end(rest.endedAt);
}

const SAMPLED: SamplingResult = { decision: SamplingDecision.RECORD_AND_SAMPLED };

function spanContext({ traceId, spanId, sampled }: SpanPlace): SpanContext {
  return {
    traceId,
    spanId,
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
}

/** A sampler sees the parent's flag alone, so that one context does for all parents with it. */
const BELOW_SAMPLED = contextBelow(true);
const BELOW_UNSAMPLED = contextBelow(false);

function contextBelow(sampled: boolean): Context {
  const anyone = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled };
  return trace.setSpanContext(ROOT_CONTEXT, spanContext(anyone));
}

function parentContext(parent: SpanPlace | null): Context {
  if (parent === null) return ROOT_CONTEXT;
  return parent.sampled ? BELOW_SAMPLED : BELOW_UNSAMPLED;
}
