import { commonConfigSchema, configFields, readConfig } from '@deskhook/runtime';
import type { z } from 'zod';

export const evaluatorConfigSchema = commonConfigSchema.extend({
  DESKHOOK_HOP_LIMIT: configFields.DESKHOOK_HOP_LIMIT,
});
export type EvaluatorConfig = z.infer<typeof evaluatorConfigSchema>;

export const readEvaluatorConfig = (env: NodeJS.ProcessEnv): EvaluatorConfig =>
  readConfig(evaluatorConfigSchema, env);
