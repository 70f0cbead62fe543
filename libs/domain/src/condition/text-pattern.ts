import { RE2JS, RE2JSException } from 're2js';
import type { TextPattern } from './condition.js';

export type CompiledPattern =
  | { readonly ok: true; readonly pattern: TextPattern; readonly steps: number }
  | { readonly ok: false; readonly detail: string };

/** Steps of the compiled patterns of a condition. Each character of a text may cost as many, however it is matched. */
export const PATTERN_STEPS_MAX = 1_000;
/** States that a pattern keeps between texts. Most have a dozen; one that has thousands would keep megabytes. */
const KEPT_STATES_MAX = 200;
/** RE2 quotes the pattern with the flag that it was given for it. */
const FLAG_IN_MESSAGE = '`(?i)';

/** Compiles a regular expression of RE2's syntax: linear time, and so neither back-references nor look-around. */
export function compilePattern(source: string, caseSensitive: boolean): CompiledPattern {
  try {
    const compiled = RE2JS.compile(source, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
    const steps = compiled.programSize();
    if (steps > PATTERN_STEPS_MAX)
      return refused(
        `it takes ${steps} steps for each character, more than ${PATTERN_STEPS_MAX}: make its repetitions smaller`,
      );
    const pattern = Object.freeze({ source, test: (text: string) => isFoundIn(compiled, text) });
    return { ok: true, pattern, steps };
  } catch (error) {
    if (error instanceof RE2JSException) return refused(error.message.replace(FLAG_IN_MESSAGE, '`'));
    throw error;
  }
}

/** Whether the pattern finds something; what it learnt from the text is kept only where it is little. */
export function isFoundIn(compiled: RE2JS, text: string): boolean {
  const found = compiled.test(text);
  const { lazyDFA: automaton } = compiled.re2();
  // Null until a text needed one, whatever the engine's types say.
  if (automaton?.stateCount > KEPT_STATES_MAX) automaton.clearCache();
  return found;
}

function refused(reason: string): CompiledPattern {
  return { ok: false, detail: `is not a regular expression that can be used (RE2): ${reason}` };
}
