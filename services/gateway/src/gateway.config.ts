import { commonConfigSchema, configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

export const gatewayConfigSchema = commonConfigSchema.extend({
  /** Port of the API. */
  DESKHOOK_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** The key that stands above all: it makes tenants and their API keys. */
  DESKHOOK_ROOT_KEY: z.string('must be set: a long random text, as `openssl rand -base64 32` gives').min(1),
  /** Requests without a valid key that an address, or a beginning of a key, may make in a minute. */
  DESKHOOK_AUTH_FAILURES_PER_MINUTE: z.coerce.number().int().min(1).default(20),
  DESKHOOK_TRUSTED_PROXIES: configFields.DESKHOOK_TRUSTED_PROXIES,
  /** Opens what helpdesks sign with; unset: inbound connectors take nothing. */
  DESKHOOK_SECRETS_KEY: configFields.DESKHOOK_SECRETS_KEY.optional(),
  DESKHOOK_SECRETS_KEYS_OLD: configFields.DESKHOOK_SECRETS_KEYS_OLD,
  DESKHOOK_HOP_LIMIT: configFields.DESKHOOK_HOP_LIMIT,
  /** Live streams that this gateway has open at once. */
  DESKHOOK_LIVE_CLIENTS_MAX: z.coerce.number().int().min(0).default(200),
  /** Live streams of one tenant among them. */
  DESKHOOK_LIVE_CLIENTS_PER_TENANT: z.coerce.number().int().min(0).default(20),
  /** Address of a trace in the operator's tracing system, with `{traceId}` where its id goes. */
  DESKHOOK_TRACE_URL: z
    .string()
    .max(2048)
    .refine(
      isTraceUrl,
      'must be an http or https address with {traceId} in it: https://tracing.example/trace/{traceId}',
    )
    .optional(),
});
export type GatewayConfig = z.infer<typeof gatewayConfigSchema>;

/** The console makes links of it, so it must be an address that a browser only goes to. */
function isTraceUrl(template: string): boolean {
  if (!template.includes('{traceId}')) return false;
  const url = URL.parse(template.replaceAll('{traceId}', '0'.repeat(32)));
  return url !== null && /^https?:$/.test(url.protocol);
}

export const readGatewayConfig = (env: NodeJS.ProcessEnv): GatewayConfig =>
  readConfig(gatewayConfigSchema, env);
