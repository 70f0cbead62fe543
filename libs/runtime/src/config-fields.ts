import {
  HOP_LIMIT_DEFAULT,
  parseAddressRanges,
  parseDurationMs,
  type AddressPolicy,
  type AddressRange,
} from '@deskhook/domain';
import { z } from 'zod';
import { SecretBox } from './secret-box.js';

const SECRETS_KEY_BYTES = 32;
/** Fewer would have work that goes on beside the calls wait for each other. */
const DATABASE_POOL_MIN = 4;

/** Variables that several services read, each of them meaning the same everywhere. */
export const configFields = {
  /** Postgres; each service makes a schema of its own in it. */
  DESKHOOK_DATABASE_URL: z.string().default('postgres://postgres@127.0.0.1:5432/deskhook'),
  /** Whether to run the migrations that the schema lacks at boot, or to wait until somebody else has (`main.js migrate`). */
  DESKHOOK_DATABASE_MIGRATE: z.stringbool().default(true),
  /** Connections to Postgres that a service opens at most; when unset, what the service needs to do everything at once. */
  DESKHOOK_DATABASE_POOL_MAX: z.coerce.number().int().min(DATABASE_POOL_MIN).max(1_000).optional(),
  /** Encrypts signing secrets at rest: 32 bytes in base64, the same for every service. */
  DESKHOOK_SECRETS_KEY: z
    .base64('must be set: 32 bytes in base64, as `openssl rand -base64 32` gives')
    .refine(isSecretsKey, 'must be 32 bytes in base64'),
  /** Keys that open what they sealed, and seal nothing: those before the present one, separated by commas. */
  DESKHOOK_SECRETS_KEYS_OLD: z.string().transform(toSecretsKeys).prefault(''),
  /** Address ranges (CIDRs, separated by commas) that requests may reach beside the public internet. */
  DESKHOOK_EGRESS_ALLOW: z.string().transform(toAddressRanges).prefault(''),
  /** Address ranges that requests never reach, whatever is allowed. */
  DESKHOOK_EGRESS_DENY: z.string().transform(toAddressRanges).prefault(''),
  /** Address ranges (CIDRs, separated by commas) of proxies that write `X-Forwarded-For`. */
  DESKHOOK_TRUSTED_PROXIES: z.string().transform(toAddressRanges).prefault(''),
  /** Events that caused each other more often than this are taken for a loop and refused. */
  DESKHOOK_HOP_LIMIT: z.coerce.number().int().min(1).default(HOP_LIMIT_DEFAULT),
  /** An endpoint that did nothing but fail for this long is disabled, in milliseconds; 0: never. */
  DESKHOOK_DISABLE_AFTER: z.string().transform(toDurationMs).prefault('5d'),
} as const;

function toDurationMs(text: string, context: z.RefinementCtx): number {
  const ms = text === '0' ? 0 : parseDurationMs(text);
  if (ms !== null) return ms;
  context.addIssue({ code: 'custom', message: 'must be a duration such as 12h or 5d, or 0 for never' });
  return z.NEVER;
}

/** The box of the key that seals, and of those that only open. */
export function secretBox(config: {
  readonly DESKHOOK_SECRETS_KEY: string;
  readonly DESKHOOK_SECRETS_KEYS_OLD: readonly string[];
}): SecretBox {
  return new SecretBox(config.DESKHOOK_SECRETS_KEY, config.DESKHOOK_SECRETS_KEYS_OLD);
}

/** The two lists of address ranges as one policy. */
export function addressPolicy(config: {
  readonly DESKHOOK_EGRESS_ALLOW: readonly AddressRange[];
  readonly DESKHOOK_EGRESS_DENY: readonly AddressRange[];
}): AddressPolicy {
  return { allow: config.DESKHOOK_EGRESS_ALLOW, deny: config.DESKHOOK_EGRESS_DENY };
}

function isSecretsKey(text: string): boolean {
  return Buffer.from(text, 'base64').length === SECRETS_KEY_BYTES;
}

/** The error names a key by its place: keys are not for logs. */
function toSecretsKeys(text: string, context: z.RefinementCtx): readonly string[] {
  const keys = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = keys.findIndex((key) => !z.base64().safeParse(key).success || !isSecretsKey(key));
  if (wrong < 0) return keys;
  context.addIssue({ code: 'custom', message: `key ${wrong + 1} is not 32 bytes in base64` });
  return z.NEVER;
}

function toAddressRanges(text: string, context: z.RefinementCtx): readonly AddressRange[] {
  try {
    return parseAddressRanges(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
}
