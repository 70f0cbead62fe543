import { commonConfigSchema, configFields } from '@deskhook/runtime';
import { z } from 'zod';

/** What the log service reads from the environment. */
export const logsConfigSchema = commonConfigSchema.extend({
  DESKHOOK_DATABASE_URL: configFields.DESKHOOK_DATABASE_URL,
  DESKHOOK_DATABASE_MIGRATE: configFields.DESKHOOK_DATABASE_MIGRATE,
  DESKHOOK_DATABASE_POOL_MAX: configFields.DESKHOOK_DATABASE_POOL_MAX,
  /** How long the log keeps what happened, in days since the event was accepted. */
  DESKHOOK_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  /** How long something may be on its way before the ledger looks for it, in milliseconds. */
  DESKHOOK_LEDGER_GRACE_MS: z.coerce.number().int().min(100).max(600_000).default(15_000),
});
export type LogsConfig = z.infer<typeof logsConfigSchema>;
