import type { Attributes, SpanKind } from '@opentelemetry/api';
import { epochMs, spanRecorder, type FinishedSpan, type SpanRecorder } from '@deskhook/telemetry';
import type { TraceContext } from '@deskhook/contracts';
import type { EventTrace } from './event-trace.js';
import { randomHex } from './random-id.js';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

export interface SpanOptions {
  readonly kind: SpanKind;
  /** Null begins a trace of its own. */
  readonly parent: EventTrace | null;
  /** Made only when the span is exported. */
  readonly attributes?: () => Attributes;
  readonly links?: readonly TraceContext[];
  /** When it began, in epoch milliseconds; now, when absent. */
  readonly startedAt?: number;
  /** Exported, within the budget for failures, also where it does not fail and is not sampled. */
  readonly keep?: boolean;
  /** Whose failures share a small budget: an endpoint, a tenant. Those without one share theirs by the span's name. */
  readonly failuresOf?: string;
  /** Whether it is exported, where the sampler is not asked. */
  readonly sampled?: boolean;
}

/** A unit of work in a trace. Where nobody records it only its context is kept, so that the trace goes on. */
export interface TraceSpan {
  readonly context: TraceContext;
  /** The span, if it is exported: what an exemplar may point to. Of one that is not sampled, known when it has ended. */
  readonly exemplar: Pick<TraceContext, 'traceId' | 'spanId'> | null;
  set(attributes: Attributes): void;
  /** @param type a class of errors, with few values  @param message what happened, as a sentence */
  fail(type: string, message: string): void;
  /** Begins a span within this one. It is exported exactly when this one is. */
  within(name: string, options: Pick<SpanOptions, 'kind' | 'attributes'>): TraceSpan;
  /** Ends it; once. */
  end(): void;
}

/** Begins a span below its parent. Whoever begins it ends it. */
export function startSpan(name: string, options: SpanOptions): TraceSpan {
  const recorder = spanRecorder();
  const { parent } = options;
  const traceId = parent?.traceId ?? randomHex(TRACE_ID_BYTES);
  const spanId = randomHex(SPAN_ID_BYTES);
  // A flag that nobody has set would have receivers export what begins nowhere.
  if (recorder === null) return unrecorded({ traceId, spanId, sampled: parent?.sampled ?? false });
  const above = parent?.isStart === true ? null : parent;
  const head = { name, kind: options.kind, traceId, parent: above };
  const sampled = options.sampled ?? recorder.samples(head);
  return new LiveSpan(recorder, { ...head, spanId, sampled }, options);
}

/** True when somebody records spans; what is only made for them can be left out otherwise. */
export function isTracing(): boolean {
  return spanRecorder() !== null;
}

const nothing = (): void => undefined;

/** An attempt needs a span id of its own for receivers and the log, also when nobody records it. */
function unrecorded(context: TraceContext): TraceSpan {
  return {
    context,
    exemplar: null,
    set: nothing,
    fail: nothing,
    end: nothing,
    within: () => unrecorded({ ...context, spanId: randomHex(SPAN_ID_BYTES) }),
  };
}

interface LiveHead {
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent: TraceContext | null;
  readonly sampled: boolean;
}

/**
 * A span that is, or may come to be, exported. It is made up when it has ended: until then a span that is not sampled is
 * nothing but what was said of it, and if it fails it is all there.
 */
class LiveSpan implements TraceSpan {
  private readonly startedAt: number;
  private endedAt: number | null = null;
  private error: string | null = null;
  private isKept = false;
  private said: Attributes | null = null;
  /** Spans within, of one that is not sampled: they wait for what becomes of it. */
  private waiting: LiveSpan[] | null = null;

  constructor(
    private readonly recorder: SpanRecorder,
    private readonly head: LiveHead,
    private readonly options: SpanOptions,
    private readonly around: LiveSpan | null = null,
  ) {
    this.startedAt = options.startedAt ?? epochMs();
  }

  get context(): TraceContext {
    return this.head;
  }

  get exemplar(): Pick<TraceContext, 'traceId' | 'spanId'> | null {
    return this.head.sampled || this.isKept ? this.head : null;
  }

  set(attributes: Attributes): void {
    this.said = this.said === null ? attributes : { ...this.said, ...attributes };
  }

  fail(type: string, message: string): void {
    this.error = message;
    this.set({ 'error.type': type });
  }

  within(name: string, options: Pick<SpanOptions, 'kind' | 'attributes'>): TraceSpan {
    const { traceId, sampled } = this.head;
    const head = { name, kind: options.kind, traceId, spanId: randomHex(SPAN_ID_BYTES), sampled };
    return new LiveSpan(this.recorder, { ...head, parent: this.head }, { ...options, parent: null }, this);
  }

  end(): void {
    if (this.endedAt !== null) return;
    this.endedAt = epochMs();
    if (this.head.sampled) this.export(this.endedAt);
    else if (this.around !== null) (this.around.waiting ??= []).push(this);
    else if ((this.error !== null || this.options.keep === true) && this.keepsFailed()) this.keep();
  }

  private keepsFailed(): boolean {
    return this.recorder.keepsFailed(this.options.failuresOf ?? this.head.name);
  }

  private keep(): void {
    for (const span of [this, ...(this.waiting ?? [])]) {
      span.isKept = true;
      span.set({ 'deskhook.kept': 'failed' });
      span.export(span.endedAt ?? this.startedAt);
    }
  }

  private export(endedAt: number): void {
    const { name, kind, traceId, spanId, parent } = this.head;
    const { attributes, links = [] } = this.options;
    const finished: FinishedSpan = {
      name,
      kind,
      traceId,
      spanId,
      parent,
      attributes: Object.assign(attributes?.() ?? {}, this.said),
      links,
      startedAt: this.startedAt,
      endedAt,
      error: this.error,
    };
    this.recorder.record(finished);
  }
}
