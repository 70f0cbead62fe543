import { z } from 'zod';

/** The environment does not make a valid configuration; the message names every variable and the fix. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Parses the environment once, at boot. Empty variables count as unset. */
export function readConfig<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(
    `the configuration is not valid:\n${faults.join('\n')}\nsee deploy/config.example.env`,
  );
}
