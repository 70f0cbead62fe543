import { nearestName, parseDurationMs } from '@deskhook/domain';
import { isObject, type JsonObject, type JsonValue } from './json-value.js';
import { entryOf } from './table-entry.js';

/** The options of a subscription by name, checked, with defaults resolved. */
export type OptionValues = Readonly<Record<string, JsonValue>>;

interface OptionBase {
  readonly description: string;
}

/** What one entry of `dialectOptions` may be. */
export type DialectOption = OptionBase &
  (
    | { readonly kind: 'flag'; readonly default: boolean }
    | { readonly kind: 'choice'; readonly default: string; readonly values: readonly string[] }
    | { readonly kind: 'duration'; readonly default: string; readonly max: string }
    | { readonly kind: 'url'; readonly default: null }
    | {
        readonly kind: 'text';
        readonly default: string | null;
        readonly lengthMax: number;
        readonly problem?: (text: string) => string | null;
      }
    | {
        /** JSON as it is, or a text. */
        readonly kind: 'template';
        readonly default: null;
        readonly lengthMax: number;
        readonly problem?: (text: string) => string | null;
      }
    | {
        readonly kind: 'object';
        readonly default: JsonObject | null;
        readonly problem?: (value: JsonObject) => string | null;
      }
  );

export interface OptionFault {
  readonly option: string;
  readonly problem: string;
}

const OPTION_URL_LENGTH_MAX = 2048;

/** What is wrong with the given options, each fault with the option's name and the fix. */
export function optionFaults(
  options: Readonly<Record<string, DialectOption>>,
  given: Readonly<Record<string, unknown>>,
): OptionFault[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const option = entryOf(options, name);
    const problem = option === undefined ? unknownOption(name, options) : valueProblem(option, value);
    return problem === null ? [] : [{ option: name, problem }];
  });
}

/** The options in force: those given, the defaults for the others. */
export function resolveOptions(
  options: Readonly<Record<string, DialectOption>>,
  given: OptionValues,
): OptionValues {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, given[name] ?? option.default]),
  );
}

/** Whether a flag among the options is set. */
export function isSet(options: OptionValues, name: string): boolean {
  return options[name] === true;
}

/** A text among the options; null when it is absent. */
export function textOption(options: OptionValues, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** A template among the options as text, however it was given; null when it is absent. */
export function templateOption(options: OptionValues, name: string): string | null {
  const value = options[name];
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : textOption(options, name);
}

function unknownOption(name: string, options: Readonly<Record<string, DialectOption>>): string {
  const names = Object.keys(options);
  if (names.length === 0) return 'this dialect has no options';
  const near = nearestName(name, names);
  return near === null
    ? `is not an option of this dialect: use ${names.join(', ')}`
    : `did you mean "${near}"?`;
}

/** Null takes an option back to its default. */
function valueProblem(option: DialectOption, value: unknown): string | null {
  if (value === null) return null;
  switch (option.kind) {
    case 'flag':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'choice':
      return typeof value === 'string' && option.values.includes(value)
        ? null
        : `must be one of ${option.values.join(', ')}`;
    case 'duration':
      return durationProblem(option.max, value);
    case 'url':
      return isWebUrl(value) ? null : 'must be an http or https URL';
    case 'text':
      return textProblem(option, value);
    case 'template':
      return textProblem(option, typeof value === 'object' ? JSON.stringify(value) : value);
    case 'object':
      return isObject(value) ? (option.problem?.(value) ?? null) : 'must be an object';
    default:
      return option satisfies never;
  }
}

function durationProblem(max: string, value: unknown): string | null {
  const ms = typeof value === 'string' ? parseDurationMs(value) : null;
  return ms !== null && ms <= (parseDurationMs(max) ?? Infinity)
    ? null
    : `must be a duration such as 30s, 15m or 2h, at most ${max}`;
}

function textProblem(
  option: DialectOption & { readonly kind: 'text' | 'template' },
  value: unknown,
): string | null {
  if (typeof value !== 'string') return 'must be a text';
  if (value.length > option.lengthMax) return `must have at most ${option.lengthMax} characters`;
  return option.problem?.(value) ?? null;
}

function isWebUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > OPTION_URL_LENGTH_MAX) return false;
  return URL.canParse(value) && /^https?:\/\//i.test(value);
}
