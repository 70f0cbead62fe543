import { commonConfigSchema, configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

export const dispatcherConfigSchema = commonConfigSchema.extend({
  DESKHOOK_SECRETS_KEY: configFields.DESKHOOK_SECRETS_KEY,
  DESKHOOK_SECRETS_KEYS_OLD: configFields.DESKHOOK_SECRETS_KEYS_OLD,
  DESKHOOK_EGRESS_ALLOW: configFields.DESKHOOK_EGRESS_ALLOW,
  DESKHOOK_EGRESS_DENY: configFields.DESKHOOK_EGRESS_DENY,
  /** File of certificates in PEM that are trusted beside the usual authorities when a webhook goes out. */
  DESKHOOK_EGRESS_CA_FILE: z.string().optional(),
});
export type DispatcherConfig = z.infer<typeof dispatcherConfigSchema>;

export const readDispatcherConfig = (env: NodeJS.ProcessEnv): DispatcherConfig =>
  readConfig(dispatcherConfigSchema, env);
