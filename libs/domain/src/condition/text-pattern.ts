import { RE2JS, RE2JSException } from 're2js';
import type { TextPattern } from './condition.js';

export type CompiledPattern =
  { readonly ok: true; readonly pattern: TextPattern } | { readonly ok: false; readonly detail: string };

/** Steps of the compiled pattern. Each character of a text may cost as many, however it is matched. */
const PROGRAM_STEPS_MAX = 1_000;
/** RE2 quotes the pattern with the flag that it was given for it. */
const FLAG_IN_MESSAGE = '`(?i)';

/** Compiles a regular expression of RE2's syntax: linear time, and so neither back-references nor look-around. */
export function compilePattern(source: string, caseSensitive: boolean): CompiledPattern {
  try {
    const compiled = RE2JS.compile(source, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
    const steps = compiled.programSize();
    if (steps > PROGRAM_STEPS_MAX)
      return refused(
        `it takes ${steps} steps for each character, more than ${PROGRAM_STEPS_MAX}: make its repetitions smaller`,
      );
    return { ok: true, pattern: Object.freeze({ source, test: (text: string) => compiled.test(text) }) };
  } catch (error) {
    if (error instanceof RE2JSException) return refused(error.message.replace(FLAG_IN_MESSAGE, '`'));
    throw error;
  }
}

function refused(reason: string): CompiledPattern {
  return { ok: false, detail: `is not a regular expression that can be used (RE2): ${reason}` };
}
