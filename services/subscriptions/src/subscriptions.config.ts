import { commonConfigSchema, configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

export const subscriptionsConfigSchema = commonConfigSchema.extend({
  DESKHOOK_DATABASE_URL: configFields.DESKHOOK_DATABASE_URL,
  DESKHOOK_DATABASE_MIGRATE: configFields.DESKHOOK_DATABASE_MIGRATE,
  DESKHOOK_DATABASE_POOL_MAX: configFields.DESKHOOK_DATABASE_POOL_MAX,
  /** How long the audit log is kept, in days. */
  DESKHOOK_AUDIT_DAYS: z.coerce.number().int().min(1).default(365),
  DESKHOOK_SECRETS_KEY: configFields.DESKHOOK_SECRETS_KEY,
  DESKHOOK_SECRETS_KEYS_OLD: configFields.DESKHOOK_SECRETS_KEYS_OLD,
  DESKHOOK_EGRESS_ALLOW: configFields.DESKHOOK_EGRESS_ALLOW,
  DESKHOOK_EGRESS_DENY: configFields.DESKHOOK_EGRESS_DENY,
});
export type SubscriptionsConfig = z.infer<typeof subscriptionsConfigSchema>;

export const readSubscriptionsConfig = (env: NodeJS.ProcessEnv): SubscriptionsConfig =>
  readConfig(subscriptionsConfigSchema, env);
