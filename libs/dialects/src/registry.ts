import type { Dialect } from './dialect.js';
import { standard } from './standard/index.js';

/** Every dialect by its name. A new one is a folder and one line here. */
export const DIALECTS = { standard } as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;
export const DIALECT_NAMES: readonly [DialectName, ...DialectName[]] = ['standard'];

/** The dialect of that name. */
export function dialect(name: DialectName): Dialect {
  return DIALECTS[name];
}
