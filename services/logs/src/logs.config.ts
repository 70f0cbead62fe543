import { commonConfigSchema } from '@deskhook/runtime';
import { z } from 'zod';

/** What the log service reads from the environment. */
export const logsConfigSchema = commonConfigSchema.extend({
  /** Postgres that keeps the log, in its schema `logs`. */
  DESKHOOK_DATABASE_URL: z.string().default('postgres://postgres@127.0.0.1:5432/deskhook'),
  /** How long the log keeps what happened, in days since the event was accepted. */
  DESKHOOK_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
});
export type LogsConfig = z.infer<typeof logsConfigSchema>;
