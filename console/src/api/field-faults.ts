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
