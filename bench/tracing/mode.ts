export const MODES = ['off', '10%', '100%'] as const;
export type ModeName = (typeof MODES)[number];

/** Of the whole throughput: what tracing may cost at most, by the issue. */
export const COST_MAX: Readonly<Record<ModeName, number>> = { off: 0, '10%': 0.05, '100%': 0.15 };

const RATIOS = { '10%': '0.1', '100%': '1' } as const;

/** The settings of a mode, as an operator would make them; spans go to the sink. */
export function settingsOf(mode: ModeName, sinkUrl: string): NodeJS.ProcessEnv {
  if (mode === 'off') return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: sinkUrl,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_METRICS_EXPORTER: 'none',
    // By the trace id alone: the publisher says of every event that it is sampled.
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: RATIOS[mode],
    // What is left of a burst leaves soon after it, and is counted.
    OTEL_BSP_SCHEDULE_DELAY: '500',
  };
}
