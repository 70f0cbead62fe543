import { commonConfigSchema, readConfig, type CommonConfig } from '@deskhook/runtime';

export const schedulerConfigSchema = commonConfigSchema;
export type SchedulerConfig = CommonConfig;

export const readSchedulerConfig = (env: NodeJS.ProcessEnv): SchedulerConfig =>
  readConfig(schedulerConfigSchema, env);
