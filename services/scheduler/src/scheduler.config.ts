import { commonConfigSchema, readConfig, type CommonConfig } from '@deskhook/runtime';

export type SchedulerConfig = CommonConfig;

export const readSchedulerConfig = (env: NodeJS.ProcessEnv): SchedulerConfig =>
  readConfig(commonConfigSchema, env);
