import { metrics, startMetricsServer, type RunningMetricsServer } from '@deskhook/telemetry';
import { z } from 'zod';
import { commonConfigSchema } from './common.config.js';
import { readConfig } from './read-config.js';

const PROMETHEUS = 'prometheus';
/** OpenTelemetry, "Environment Variable Specification", Prometheus exporter. */
const OTEL_PORT = 9464;
const OTEL_HOST = 'localhost';

const portSchema = z.coerce.number().int().min(1).max(65_535);

const metricsConfigSchema = commonConfigSchema
  .pick({
    DESKHOOK_METRICS_PORT: true,
    DESKHOOK_METRICS_TENANTS_MAX: true,
    DESKHOOK_METRICS_ENDPOINTS_MAX: true,
    DESKHOOK_HTTP_HOST: true,
  })
  .extend({
    OTEL_METRICS_EXPORTER: z.string().optional(),
    OTEL_EXPORTER_PROMETHEUS_HOST: z.string().default(OTEL_HOST),
    OTEL_EXPORTER_PROMETHEUS_PORT: portSchema.default(OTEL_PORT),
  });
type MetricsConfig = z.infer<typeof metricsConfigSchema>;

/** Sets the bounds of the metrics and opens their port where one is configured; null: nobody scrapes this process. */
export async function startProcessMetrics(env: NodeJS.ProcessEnv): Promise<RunningMetricsServer | null> {
  const config = readConfig(metricsConfigSchema, env);
  metrics.limit('tenant', config.DESKHOOK_METRICS_TENANTS_MAX);
  metrics.limit('endpoint', config.DESKHOOK_METRICS_ENDPOINTS_MAX);
  const address = addressOf(config);
  if (address === null) return null;
  metrics.measureProcess();
  return startMetricsServer(metrics, address);
}

/** Our own variable wins over OpenTelemetry's, which ask for the same. */
function addressOf(config: MetricsConfig) {
  const { DESKHOOK_METRICS_PORT: port, DESKHOOK_HTTP_HOST: host } = config;
  if (port !== undefined) return { host, port };
  const exporters = config.OTEL_METRICS_EXPORTER?.split(',').map((name) => name.trim());
  if (exporters?.includes(PROMETHEUS) !== true) return null;
  return { host: config.OTEL_EXPORTER_PROMETHEUS_HOST, port: config.OTEL_EXPORTER_PROMETHEUS_PORT };
}
