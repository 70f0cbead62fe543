import { parseAddressRanges, type AddressRange } from '@deskhook/domain';
import { commonConfigSchema, readConfig } from '@deskhook/runtime';
import { z } from 'zod';

const subscriptionsConfigSchema = commonConfigSchema.extend({
  /** Postgres, the source of truth; the service makes its own schema `subscriptions` in it. */
  DESKHOOK_DATABASE_URL: z.string().default('postgres://127.0.0.1:5432/deskhook'),
  /** Encrypts signing secrets at rest: 32 bytes in base64, the same for every service. */
  DESKHOOK_SECRETS_KEY: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64'),
  /** Address ranges beyond the public internet that endpoints may have, as CIDRs separated by commas. */
  DESKHOOK_EGRESS_ALLOW: z.string().default('').transform(toAddressRanges),
});
export type SubscriptionsConfig = z.infer<typeof subscriptionsConfigSchema>;

export const readSubscriptionsConfig = (env: NodeJS.ProcessEnv): SubscriptionsConfig =>
  readConfig(subscriptionsConfigSchema, env);

function toAddressRanges(text: string, context: z.RefinementCtx): readonly AddressRange[] {
  try {
    return parseAddressRanges(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
}
