import { commonConfigSchema, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

export const schedulerConfigSchema = commonConfigSchema.extend({
  /** SLA alarms that are further away are set by a later sweep: the broker keeps what is set in memory. */
  DESKHOOK_SLA_HORIZON_HOURS: z.coerce.number().positive().max(8_760).default(48),
  /** How often all SLA clocks are looked through. */
  DESKHOOK_SLA_SWEEP_MINUTES: z.coerce.number().positive().max(1_440).default(60),
});
export type SchedulerConfig = z.infer<typeof schedulerConfigSchema>;

export const readSchedulerConfig = (env: NodeJS.ProcessEnv): SchedulerConfig =>
  readConfig(schedulerConfigSchema, env);
