import { commonConfigSchema, configFields, readConfig } from '@deskhook/runtime';
import type { z } from 'zod';

export const dispatcherConfigSchema = commonConfigSchema.extend({
  DESKHOOK_SECRETS_KEY: configFields.DESKHOOK_SECRETS_KEY,
  DESKHOOK_EGRESS_ALLOW: configFields.DESKHOOK_EGRESS_ALLOW,
});
export type DispatcherConfig = z.infer<typeof dispatcherConfigSchema>;

export const readDispatcherConfig = (env: NodeJS.ProcessEnv): DispatcherConfig =>
  readConfig(dispatcherConfigSchema, env);
