import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import { metrics } from '../metrics/metric-registry.js';

const OUTCOMES = ['exported', 'dropped', 'failed'] as const;

const spans = metrics.counter('deskhook_spans_total', {
  help: 'Spans: exported, dropped for a full queue, or failed because the collector did not take them',
  labels: ['outcome'],
  begins: OUTCOMES.map((outcome) => ({ outcome })),
});

/** The code of an `ExportResult` of spans that were taken. */
const SUCCESS = 0;

type BeginBatches = (exporter: SpanExporter) => SpanProcessor;

/** A processor that exports in batches, and counts what becomes of the spans: its queue is bounded, and a collector may be away. */
export class CountedExport implements SpanProcessor {
  private readonly batches: SpanProcessor;
  private waiting = 0;

  /** @param begin makes the processor that exports by the exporter it is given, with a queue of at least `queueMax` */
  constructor(
    exporter: SpanExporter,
    begin: BeginBatches,
    private readonly queueMax: number,
  ) {
    this.batches = begin(this.counted(exporter));
  }

  /** Whether its queue takes one more. */
  get hasRoom(): boolean {
    return this.waiting < this.queueMax;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (!this.hasRoom) return spans.inc({ outcome: 'dropped' });
    this.waiting += 1;
    this.batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.batches.shutdown();
  }

  private counted(exporter: SpanExporter): SpanExporter {
    return {
      export: (batch, done) => {
        this.waiting -= batch.length;
        exporter.export(batch, (result) => {
          spans.inc({ outcome: isTaken(result) ? 'exported' : 'failed' }, batch.length);
          done(result);
        });
      },
      forceFlush: async () => exporter.forceFlush?.(),
      shutdown: () => exporter.shutdown(),
    };
  }
}

function isTaken({ code }: { readonly code: number }): boolean {
  return code === SUCCESS;
}
