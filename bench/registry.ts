import type { Benchmark } from './benchmark.js';
import { isolationBenchmark } from './isolation/isolation.benchmark.js';
import { logsBenchmark } from './logs/logs.benchmark.js';
import { matchingBenchmark } from './matching/matching.benchmark.js';
import { pipelineBenchmark } from './pipeline/pipeline.benchmark.js';
import { slaBenchmark } from './sla/sla.benchmark.js';
import { tracingBenchmark } from './tracing/tracing.benchmark.js';

/** Every benchmark; the first is the default. */
export const BENCHMARKS: readonly [Benchmark, ...Benchmark[]] = [
  pipelineBenchmark,
  matchingBenchmark,
  isolationBenchmark,
  slaBenchmark,
  logsBenchmark,
  tracingBenchmark,
];
