import { ROOT_CONTEXT, trace, TraceFlags, type Context } from '@opentelemetry/api';
import { SamplingDecision, type Sampler } from '@opentelemetry/sdk-trace';
import { metrics } from '../metrics/metric-registry.js';
import { failureBudget } from './failure-budget.js';
import type { SpanOutlet } from './span-outlet.js';
import type { SpanPlace, SpanRecorder } from './span-recorder.js';

const kept = metrics.counter('deskhook_traces_failed_kept_total', {
  help: 'Failures whose spans were exported although their trace is not sampled',
});
const dropped = metrics.counter('deskhook_traces_failed_dropped_total', {
  help: 'Failures whose spans were not exported: more came than DESKHOOK_TRACES_FAILED_PER_SECOND, or the queue was full',
});

/** Records spans by the sampler of the SDK, and takes them to its exporters. */
export function sdkRecorder(sampler: Sampler, outlet: SpanOutlet): SpanRecorder {
  return {
    samples: ({ name, kind, traceId, parent }) =>
      sampler.shouldSample(parentContext(parent), traceId, name, kind, {}, []).decision ===
      SamplingDecision.RECORD_AND_SAMPLED,
    keepsFailed: (of) => {
      const isKept = outlet.hasRoom && failureBudget.take(of, performance.now());
      (isKept ? kept : dropped).inc({});
      return isKept;
    },
    record: (finished) => outlet.put(finished),
  };
}

/** A sampler sees the parent's flag alone, so that one context does for all parents with it. */
const BELOW_SAMPLED = contextBelow(TraceFlags.SAMPLED);
const BELOW_UNSAMPLED = contextBelow(TraceFlags.NONE);

function contextBelow(traceFlags: TraceFlags): Context {
  const anyone = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags, isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, anyone);
}

function parentContext(parent: SpanPlace | null): Context {
  if (parent === null) return ROOT_CONTEXT;
  return parent.sampled ? BELOW_SAMPLED : BELOW_UNSAMPLED;
}
