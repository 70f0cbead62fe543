import { parseAddressRanges } from '@deskhook/domain';
import { commonConfigSchema, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

const ranges = z.string().transform((text, context) => {
  try {
    return parseAddressRanges(text);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: error instanceof Error ? error.message : 'not a list of CIDRs',
    });
    return z.NEVER;
  }
});

const dispatcherConfigSchema = commonConfigSchema.extend({
  /** Encrypts signing secrets at rest: 32 bytes in base64. */
  DESKHOOK_SECRETS_KEY: z.string(),
  /** Address ranges (CIDRs, separated by commas) that requests may reach beside the public ones. */
  DESKHOOK_EGRESS_ALLOW: ranges.prefault(''),
});
export type DispatcherConfig = z.infer<typeof dispatcherConfigSchema>;

export const readDispatcherConfig = (env: NodeJS.ProcessEnv): DispatcherConfig =>
  readConfig(dispatcherConfigSchema, env);
