import { types } from 'node:util';
import { TransientError } from '@deskhook/contracts';

/** The database is not there, or not there yet, or asks to try again. */
export class DatabaseUnavailableError extends TransientError {
  override readonly name = 'DatabaseUnavailableError';
}

/** Classes and codes of SQLSTATE (PostgreSQL manual, appendix A) after which the same statement may succeed later. */
const TRANSIENT_STATE = /^(08|53|57|40001|40P01|25006|55P03)/;
const TRANSIENT_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOENT',
]);
const TRANSIENT_TEXT =
  /connection terminated|connection ended|timeout exceeded|not queryable|driver not connected/i;

/** Tells a database that is away from a statement that is wrong. */
export function toDatabaseError(error: unknown): unknown {
  // Not `instanceof`: errors of Node's own modules come from another realm under a test runner.
  if (!types.isNativeError(error) || !isTransient(error)) return error;
  return new DatabaseUnavailableError('the database does not answer', { cause: error });
}

function isTransient(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return TRANSIENT_STATE.test(code) || TRANSIENT_SYSTEM.has(code) || TRANSIENT_TEXT.test(error.message);
}

/** What is wrong, in the words of the database or the system. A host with several addresses fails with an error for each of them. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return types.isNativeError(error) ? error.message : String(error);
}
