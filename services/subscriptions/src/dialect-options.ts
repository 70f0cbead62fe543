import { jsonPointer } from '@deskhook/contracts';
import {
  optionFaults,
  resolveOptions,
  type Dialect,
  type JsonObject,
  type OptionValues,
} from '@deskhook/dialects';
import { z } from 'zod';
import { pointed, type Fault } from './faults.js';

export const storedOptionsSchema = z.record(z.string(), z.json());

/** The options that a subscription holds after some were given: null takes one back to the dialect's default. */
export function mergedOptions(kept: OptionValues, given: Readonly<Record<string, unknown>>): JsonObject {
  const merged = storedOptionsSchema.parse({ ...kept, ...given });
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** What is wrong with options that were given, and with what they make together with those kept. */
export function optionsFaults(
  dialect: Dialect,
  kept: OptionValues,
  given: Readonly<Record<string, unknown>>,
): Fault[] {
  const errors = optionFaults(dialect.options, given).map(toError);
  if (errors.length > 0) return pointed(errors);
  const together = dialect.optionsProblem?.(resolveOptions(dialect.options, mergedOptions(kept, given)));
  return together === null || together === undefined ? [] : pointed([toError(together)]);
}

function toError({ option, problem }: { readonly option: string; readonly problem: string }) {
  return { pointer: jsonPointer(['dialectOptions', option]), detail: problem };
}
