import { randomBytes } from 'node:crypto';
import type { FailureError } from '@deskhook/contracts';
import { dialect as dialectOf, encodeSigningKey, type Dialect, type DialectName } from '@deskhook/dialects';
import { invalid, pointed } from './faults.js';

/** What a subscription signs with. */
export type SecretChoice =
  | { readonly source: 'own'; readonly secret: string }
  | { readonly source: 'tenant' }
  | { readonly source: 'none' };

const SECRET_BYTES = 32;
const NONE: SecretChoice = { source: 'none' };

/**
 * The given secret; none for null. Without a word the tenant's where the dialect accepts all that are valid, also those
 * that a rotation left behind, since each of them signs; else a new one where the dialect signs by default.
 */
export function chooseSecret(
  dialect: Dialect,
  given: string | null | undefined,
  tenantSecrets: readonly string[],
): SecretChoice {
  if (given === null) return NONE;
  if (given !== undefined) return { source: 'own', secret: accepted(dialect, given) };
  if (tenantSecrets.length > 0 && tenantSecrets.every((one) => suits(dialect, one)))
    return { source: 'tenant' };
  return dialect.signsByDefault ? { source: 'own', secret: makeSecret(dialect) } : NONE;
}

/**
 * What a subscription signs with after it moved to another dialect and no secret was given; null: as before. A dialect
 * that does not sign lets go of the secret, and one that does chooses as for a new subscription when the old one could
 * not sign. A secret of its own that the new dialect refuses is a failure: receivers know it, so nothing replaces it silently.
 */
export function chooseAfterMove(
  from: Dialect,
  to: Dialect,
  before: SecretChoice,
  tenantSecrets: readonly string[],
): SecretChoice | null {
  if (!canSign(to)) return NONE;
  if (!canSign(from)) return chooseSecret(to, undefined, tenantSecrets);
  switch (before.source) {
    case 'none':
      return null;
    case 'own':
      accepted(to, before.secret);
      return null;
    case 'tenant':
      return tenantSecrets.length === 0 ? null : chooseSecret(to, undefined, tenantSecrets);
    default:
      return before satisfies never;
  }
}

/** A secret for a rotation: the given one, else a new one, or a new signing key. */
export function nextSecret(
  dialect: Dialect,
  { secret, asymmetric = false }: { readonly secret?: string | undefined; readonly asymmetric?: boolean },
): string {
  return asymmetric ? makeSigningKey(dialect) : accepted(dialect, secret ?? makeSecret(dialect));
}

function makeSigningKey(dialect: Dialect): string {
  if (dialect.takesSigningKeys) return encodeSigningKey(randomBytes(SECRET_BYTES));
  const detail = `the dialect ${dialect.name} has no public signatures: leave it out`;
  throw invalid(pointed([{ pointer: '/asymmetric', detail }]));
}

/** A secret for a whole tenant: the form that is the strictest of all dialects. */
export function makeTenantSecret(): string {
  return makeSecret(dialectOf('standard'));
}

/** Throws where one of the dialects cannot sign with what is to be the tenant's secret. */
export function assertAccepted(names: readonly DialectName[], secret: string): void {
  const errors = names.flatMap((name) => {
    const problem = dialectOf(name).secretProblem(secret);
    return problem === null ? [] : [{ pointer: '/defaultSecret', detail: inUse(name, problem) }];
  });
  if (errors.length > 0) throw invalid(pointed(errors));
}

/** Whether a dialect can sign with a secret. */
export function suits(dialect: Dialect, secret: string): boolean {
  return dialect.secretProblem(secret) === null;
}

function canSign(dialect: Dialect): boolean {
  return suits(dialect, makeSecret(dialect));
}

function makeSecret(dialect: Dialect): string {
  return dialect.encodeSecret(randomBytes(SECRET_BYTES));
}

function accepted(dialect: Dialect, secret: string): string {
  const problem = dialect.secretProblem(secret);
  if (problem !== null) throw badSecret(problem);
  return secret;
}

function badSecret(problem: string): FailureError {
  return invalid(pointed([{ pointer: '/secret', detail: problem }]));
}

function inUse(name: string, problem: string): string {
  return `subscriptions in the dialect ${name} sign with it, where a secret ${problem}`;
}
