import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;

/** What every service reads from the environment. */
export const commonConfigSchema = z.object({
  /** Broker URLs, separated by commas. */
  DESKHOOK_NATS_URL: z.string().default('nats://127.0.0.1:4222'),
  /** Path of a NATS credentials file. */
  DESKHOOK_NATS_CREDS: z.string().optional(),
  /** Replicas of streams, buckets and consumers: 1 for a single broker, 3 for a cluster. */
  DESKHOOK_STREAM_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  /** Size at which a stream pushes back on its publishers, in MiB. */
  DESKHOOK_STREAM_MIB_MAX: z.coerce.number().int().min(16).default(4096),
  /** How long the broker waits before it hands an unsettled message to another process, in milliseconds. */
  DESKHOOK_ACK_WAIT_MS: z.coerce.number().int().min(1_000).default(30_000),
  /** How long a stopping service lets work in progress finish, in milliseconds. */
  DESKHOOK_DRAIN_MS: z.coerce.number().int().min(0).default(25_000),
  /** Port for /healthz and /readyz of services other than the gateway; none when unset. */
  DESKHOOK_HEALTH_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Address that HTTP ports are opened on. */
  DESKHOOK_HTTP_HOST: z.string().default('0.0.0.0'),
  /** Least severe level that is logged. */
  DESKHOOK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type CommonConfig = z.infer<typeof commonConfigSchema>;

/** Stream settings in the units of libs/messaging. */
export function streamSettings(config: CommonConfig) {
  return { replicas: config.DESKHOOK_STREAM_REPLICAS, bytesMax: config.DESKHOOK_STREAM_MIB_MAX * MEBIBYTE };
}
