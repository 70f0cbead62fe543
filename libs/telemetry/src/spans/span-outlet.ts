import { SpanStatusCode, TraceFlags, type HrTime, type Link, type SpanContext } from '@opentelemetry/api';
import {
  SamplingDecision,
  type ReadableSpan,
  type Sampler,
  type SamplingResult,
  type Span,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { FinishedSpan, SpanPlace } from './span-recorder.js';

/** What takes spans to where they are exported. */
export interface ExportProcessor extends SpanProcessor {
  /** Whether its queue takes one more; absent where there is none. */
  readonly hasRoom?: boolean;
}

type Origin = Pick<ReadableSpan, 'resource' | 'instrumentationScope'>;

const NO_EVENTS: ReadableSpan['events'] = [];
const NO_LINKS: Link[] = [];
const UNSET = { code: SpanStatusCode.UNSET };

/**
 * Takes spans to their exporters: those of the SDK's tracers, and ours, which come when they have ended. These go straight to
 * the exporters: the tracer would build each of them up again, for as much as it costs to write it.
 */
export class SpanOutlet implements SpanProcessor {
  private origin: Origin | null = null;

  constructor(private readonly processors: readonly ExportProcessor[]) {}

  /** Of the first span it learns what all spans of the process have in common. */
  onStart({ resource, instrumentationScope }: Span): void {
    this.origin ??= { resource, instrumentationScope };
  }

  onEnd(span: ReadableSpan): void {
    for (const processor of this.processors) processor.onEnd(span);
  }

  /** Whether a span would be exported, as far as queues go. */
  get hasRoom(): boolean {
    return this.processors.every(({ hasRoom }) => hasRoom !== false);
  }

  /** Takes a span of ours. To be called after the first span of the SDK has begun. */
  put(span: FinishedSpan): void {
    if (this.origin !== null) this.onEnd(readableSpan(span, this.origin));
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.processors.map((processor) => processor.forceFlush()));
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.processors.map((processor) => processor.shutdown()));
  }
}

/** Has the very first span recorded, so that the outlet sees it, and goes by the sampler from then on. */
export class FirstRecorded implements Sampler {
  private isFirst = true;

  constructor(private readonly sampler: Sampler) {}

  shouldSample(...about: Parameters<Sampler['shouldSample']>): SamplingResult {
    if (!this.isFirst) return this.sampler.shouldSample(...about);
    this.isFirst = false;
    return { decision: SamplingDecision.RECORD };
  }

  toString(): string {
    return this.sampler.toString();
  }
}

function readableSpan(span: FinishedSpan, { resource, instrumentationScope }: Origin): ReadableSpan {
  const { name, kind, parent, attributes, links, error } = span;
  // What is not sampled, but kept for its failure, is exported too: the processors go by the flag.
  const context = { traceId: span.traceId, spanId: span.spanId, traceFlags: TraceFlags.SAMPLED };
  return {
    name,
    kind,
    attributes,
    resource,
    instrumentationScope,
    spanContext: () => context,
    ...(parent === null ? {} : { parentSpanContext: spanContext(parent) }),
    startTime: hrTime(span.startedAt),
    endTime: hrTime(span.endedAt),
    duration: hrTime(Math.max(0, span.endedAt - span.startedAt)),
    status: error === null ? UNSET : { code: SpanStatusCode.ERROR, message: error },
    links: links.length === 0 ? NO_LINKS : links.map((link) => ({ context: spanContext(link) })),
    events: NO_EVENTS,
    ended: true,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function spanContext({ traceId, spanId, sampled }: SpanPlace): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

/** Milliseconds with their fractions, as seconds and nanoseconds. */
function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1e6)];
}
