import { describe, expect, it } from '@jest/globals';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  TracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { metrics } from '../metrics/metric-registry.js';
import { CountedExport } from './counted-export.js';

const QUEUE_MAX = 4;

/** What became of spans since. */
async function counted(): Promise<() => Promise<number[]>> {
  const before = await counts();
  return async () => (await counts()).map((count, nth) => count - (before[nth] ?? 0));
}

async function counts(): Promise<number[]> {
  const text = await metrics.text('text');
  return ['exported', 'dropped', 'failed'].map((outcome) => {
    const line = new RegExp(`^deskhook_spans_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text);
    return Number(line?.[1]);
  });
}

/** Ends so many spans at once, and gives the processor. */
function ended(exporter: SpanExporter, count: number): CountedExport {
  const begin = (to: SpanExporter) => new BatchSpanProcessor({ exporter: to, maxQueueSize: QUEUE_MAX });
  const processor = new CountedExport(exporter, begin, QUEUE_MAX);
  const provider = new TracerProvider({ sampler: new AlwaysOnSampler(), spanProcessors: [processor] });
  for (let nth = 0; nth < count; nth++) provider.getTracer('test').startSpan('one').end();
  return processor;
}

describe('what becomes of spans', () => {
  it('is counted: exported, and dropped for a full queue', async () => {
    const since = await counted();
    const held: (() => void)[] = [];
    const slow: SpanExporter = {
      export: (_, done) => void held.push(() => done({ code: 0 })),
      shutdown: async () => undefined,
    };
    // A batch is on its way, another one fills the queue.
    const processor = ended(slow, 2 * QUEUE_MAX + 2);
    expect(processor.hasRoom).toBe(false);
    expect(await since()).toEqual([0, 2, 0]);
    const flushed = processor.forceFlush();
    expect(processor.hasRoom).toBe(true);
    for (const release of held) release();
    await flushed;
    expect(await since()).toEqual([2 * QUEUE_MAX, 2, 0]);
  });

  it('is counted: not taken by the collector', async () => {
    const since = await counted();
    const refusing: SpanExporter = {
      export: (_, done) => done({ code: 1, error: new Error('Unauthorized') }),
      shutdown: async () => undefined,
    };
    await expect(ended(refusing, 3).forceFlush()).rejects.toThrow('Unauthorized');
    expect(await since()).toEqual([0, 0, 3]);
  });
});
