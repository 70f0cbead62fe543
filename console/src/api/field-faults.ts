import type { FieldFault, ProblemError } from './problem.js';

/** The tokens of a JSON pointer (RFC 6901). */
export function pointerTokens(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * A refusal's faults by the fields of a form, whose names are the first tokens of pointers joined by dots (`delivery.timeoutMs`).
 * What belongs to no field of the form is the rest, which the form must show as a whole.
 */
export function faultsByField(
  problem: ProblemError,
  fields: readonly string[],
): { readonly byField: Readonly<Record<string, string>>; readonly rest: readonly FieldFault[] } {
  const byField: Record<string, string> = {};
  const rest: FieldFault[] = [];
  for (const fault of problem.faults) {
    const path = pointerTokens(fault.pointer).join('.');
    const field = fields.find((name) => path === name) ?? longestPrefix(path, fields);
    if (field === undefined) rest.push(fault);
    else byField[field] = byField[field] === undefined ? fault.detail : `${byField[field]}; ${fault.detail}`;
  }
  return { byField, rest };
}

function longestPrefix(path: string, fields: readonly string[]): string | undefined {
  return fields.filter((name) => path.startsWith(`${name}.`)).sort((a, b) => b.length - a.length)[0];
}

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', map: 'entries' };
const SIZE = /^Too (?:big|small): expected (\w+) to (?:have|be) (<=|<|>=|>|exactly )(-?[\d.]+)/;
const BOUNDS: Readonly<Record<string, string>> = {
  '<=': 'at most',
  '<': 'less than',
  '>=': 'at least',
  '>': 'more than',
  'exactly ': 'exactly',
};
const KIND = /^expected (\w+)(?:, received \w+)?$/;
const KINDS: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};

/** A fault as the API words it, said to who fills in a form: `too long: at most 255 characters`. What is not among the usual ones stays. */
export function spokenFault(detail: string): string {
  const size = SIZE.exec(detail);
  if (size !== null) return spokenSize(size, detail);
  const kind = KINDS[KIND.exec(detail)?.[1] ?? ''];
  return kind ?? detail;
}

function spokenSize([, origin = '', sign = '', limit = '']: readonly string[], detail: string): string {
  const unit = UNITS[origin];
  const bound = `${BOUNDS[sign] ?? sign} ${limit}`;
  const isBig = detail.startsWith('Too big');
  if (unit === undefined) return `must be ${bound}`;
  if (!isBig && limit === '1') return 'must not be empty';
  const counted = limit === '1' ? unit.replace(/ies$|s$/, (end) => (end === 'ies' ? 'y' : '')) : unit;
  if (origin === 'string') return `too ${isBig ? 'long' : 'short'}: ${bound} ${counted}`;
  return `too ${isBig ? 'many' : 'few'}: ${bound} ${counted}`;
}
