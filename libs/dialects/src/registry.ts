import { cloudevents } from './cloudevents/index.js';
import type { Dialect } from './dialect.js';
import { movidesk } from './movidesk/index.js';
import { shahiassist } from './shahiassist/index.js';
import { standard } from './standard/index.js';
import { supportbee } from './supportbee/index.js';
import { supportcandy } from './supportcandy/index.js';
import { supportgenix } from './supportgenix/index.js';
import { template } from './template/index.js';

/** Every dialect by its name. A new one is a folder and one line here. */
export const DIALECTS = {
  standard,
  cloudevents,
  supportcandy,
  supportbee,
  supportgenix,
  movidesk,
  shahiassist,
  template,
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;
export const DIALECT_NAMES: readonly DialectName[] = Object.keys(DIALECTS).filter(isDialectName);

/** The dialect of that name. */
export function dialect(name: DialectName): Dialect {
  return DIALECTS[name];
}

/** True for the name of a dialect. */
function isDialectName(name: string): name is DialectName {
  return Object.hasOwn(DIALECTS, name);
}
