import type { ConsumerSettings, NatsSettings } from '@deskhook/messaging';
import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;

/** What every service reads from the environment. */
export const commonConfigSchema = z.object({
  /** Broker URLs, separated by commas. */
  DESKHOOK_NATS_URL: z.string().default('nats://127.0.0.1:4222'),
  /** Path of a NATS credentials file. */
  DESKHOOK_NATS_CREDS: z.string().optional(),
  /** Path of a file with the seed of a NATS nkey. */
  DESKHOOK_NATS_NKEY: z.string().optional(),
  /** NATS user; the name of the service when only the password is set. */
  DESKHOOK_NATS_USER: z.string().optional(),
  /** Password of the NATS user. */
  DESKHOOK_NATS_PASSWORD: z.string().optional(),
  /** File in PEM of who signed the broker's certificate, where that is no public authority. */
  DESKHOOK_NATS_TLS_CA_FILE: z.string().optional(),
  /** File in PEM of the certificate that the broker asks for. */
  DESKHOOK_NATS_TLS_CERT_FILE: z.string().optional(),
  /** File in PEM of that certificate's private key. */
  DESKHOOK_NATS_TLS_KEY_FILE: z.string().optional(),
  /** Whether services make the streams, buckets and consumers; false: they only check them (`main.js provision` makes them). */
  DESKHOOK_NATS_PROVISION: z.stringbool().default(true),
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
  /** Port for GET /metrics; none when unset. It asks for no key: keep it inside. */
  DESKHOOK_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Tenants that have series of their own in the metrics of a process; the others share theirs. */
  DESKHOOK_METRICS_TENANTS_MAX: z.coerce.number().int().min(0).max(10_000).default(100),
  /** Endpoints that have series of their own in the metrics of a process; the others share theirs. */
  DESKHOOK_METRICS_ENDPOINTS_MAX: z.coerce.number().int().min(0).max(10_000).default(200),
  /** Address that HTTP ports are opened on. */
  DESKHOOK_HTTP_HOST: z.string().default('0.0.0.0'),
  /**
   * Spans of failed deliveries that are exported although their trace is not sampled, a second and process; 0 for none. Five
   * times as many may come at once.
   */
  DESKHOOK_TRACES_FAILED_PER_SECOND: z.coerce.number().min(0).default(20),
  /** Least severe level that is logged. */
  DESKHOOK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type CommonConfig = z.infer<typeof commonConfigSchema>;

/** How a service connects to the broker; `purpose` tells its connections apart. */
export function natsSettings(service: string, config: CommonConfig, purpose = ''): NatsSettings {
  const { DESKHOOK_NATS_USER: user, DESKHOOK_NATS_PASSWORD: password } = config;
  return {
    url: config.DESKHOOK_NATS_URL,
    name: `deskhook-${service}${purpose}`,
    inbox: service,
    credsFile: config.DESKHOOK_NATS_CREDS,
    nkeyFile: config.DESKHOOK_NATS_NKEY,
    user: user ?? (password === undefined ? undefined : service),
    password,
    tls: natsTls(config),
  };
}

function natsTls(config: CommonConfig): NatsSettings['tls'] {
  const files = {
    ca: config.DESKHOOK_NATS_TLS_CA_FILE,
    certificate: config.DESKHOOK_NATS_TLS_CERT_FILE,
    key: config.DESKHOOK_NATS_TLS_KEY_FILE,
  };
  return Object.values(files).every((file) => file === undefined) ? undefined : files;
}

/** Consumer settings in the units of libs/messaging. */
export function consumerSettings(config: CommonConfig): ConsumerSettings {
  return {
    ackWaitMs: config.DESKHOOK_ACK_WAIT_MS,
    replicas: config.DESKHOOK_STREAM_REPLICAS,
    provision: config.DESKHOOK_NATS_PROVISION,
  };
}

/** Stream settings in the units of libs/messaging. */
export function streamSettings(config: CommonConfig) {
  return { replicas: config.DESKHOOK_STREAM_REPLICAS, bytesMax: config.DESKHOOK_STREAM_MIB_MAX * MEBIBYTE };
}
