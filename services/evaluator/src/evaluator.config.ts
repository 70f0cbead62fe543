import { HOP_LIMIT_DEFAULT } from '@deskhook/domain';
import { commonConfigSchema, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

const evaluatorConfigSchema = commonConfigSchema.extend({
  /** Events that caused each other more often than this are taken for a loop and dead-lettered. */
  DESKHOOK_HOP_LIMIT: z.coerce.number().int().min(1).default(HOP_LIMIT_DEFAULT),
});
export type EvaluatorConfig = z.infer<typeof evaluatorConfigSchema>;

export const readEvaluatorConfig = (env: NodeJS.ProcessEnv): EvaluatorConfig =>
  readConfig(evaluatorConfigSchema, env);
