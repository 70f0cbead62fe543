import { nearestName } from '@deskhook/domain';
import { isObject } from './reading.js';

/** Options of a connector by name, as they were given and found good. */
export type OptionValues = Readonly<Record<string, unknown>>;

interface OptionBase {
  readonly description: string;
}

/** What one entry of a connector's `options` may be. */
export type ConnectorOption = OptionBase &
  (
    | { readonly kind: 'flag' }
    | { readonly kind: 'seconds'; readonly default: number; readonly max: number }
    | { readonly kind: 'number'; readonly max: number }
    | { readonly kind: 'url' }
    | { readonly kind: 'texts' }
    /** Texts by texts; `problem` judges a value. */
    | { readonly kind: 'map'; readonly problem: (value: string) => string | null }
  );

/** What is wrong with the given options; `path` leads to the place, as JSON pointers do. */
export interface OptionFault {
  readonly path: readonly string[];
  readonly problem: string;
}

const URL_LENGTH_MAX = 2048;
const ENTRIES_MAX = 100;
const TEXT_LENGTH_MAX = 128;
const NO_SHORT_TEXT = `must be a text of at most ${TEXT_LENGTH_MAX} characters`;

/** What is wrong with the given options, each fault with its place and the fix. Null takes an option back. */
export function optionFaults(
  options: Readonly<Record<string, ConnectorOption>>,
  given: OptionValues,
): OptionFault[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) return [{ path: [name], problem: unknownOption(name, Object.keys(options)) }];
    return value === null ? [] : faultsOf(option, name, value);
  });
}

/** A text among the options; null when it is absent. */
export function textOption(options: OptionValues, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** Whether a flag among the options is set. */
export function isSet(options: OptionValues, name: string): boolean {
  return options[name] === true;
}

/** The texts of a list among the options, in lower case; empty when it is absent. */
export function textsOption(options: OptionValues, name: string): ReadonlySet<string> {
  const value = options[name];
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return new Set(texts.map((text) => text.toLowerCase()));
}

/** A map among the options; empty when it is absent. Keys are compared without regard to case. */
export function mapOption(options: OptionValues, name: string): ReadonlyMap<string, string> {
  const value = options[name];
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([key, one]) => (typeof one === 'string' ? [[key.toLowerCase(), one] as const] : [])),
  );
}

/** Seconds among the options; the default when they are absent. */
export function secondsOption(options: OptionValues, name: string, absent: number): number {
  const value = options[name];
  return typeof value === 'number' ? value : absent;
}

function unknownOption(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return near === null
    ? `is not an option of this kind of connector: use ${names.join(', ')}`
    : `is not an option: did you mean "${near}"?`;
}

function faultsOf(option: ConnectorOption, name: string, value: unknown): OptionFault[] {
  const fault = (problem: string): OptionFault[] => [{ path: [name], problem }];
  switch (option.kind) {
    case 'flag':
      return typeof value === 'boolean' ? [] : fault('must be true or false');
    case 'seconds':
      return isWithin(value, option.max) ? [] : fault(`must be whole seconds from 1 to ${option.max}`);
    case 'number':
      return isWithin(value, option.max) ? [] : fault(`must be a whole number from 1 to ${option.max}`);
    case 'url':
      return isWebUrl(value) ? [] : fault('must be an http or https URL, such as https://desk.example.com');
    case 'texts':
      return Array.isArray(value) ? textsFaults(name, value) : fault('must be a list of texts');
    case 'map':
      return isObject(value) ? mapFaults(option.problem, name, value) : fault('must be an object of texts');
    default:
      return option satisfies never;
  }
}

function textsFaults(name: string, values: readonly unknown[]): OptionFault[] {
  if (values.length > ENTRIES_MAX)
    return [{ path: [name], problem: `must have at most ${ENTRIES_MAX} entries` }];
  return values.flatMap((value, index) =>
    isShortText(value) ? [] : [{ path: [name, String(index)], problem: NO_SHORT_TEXT }],
  );
}

function mapFaults(judge: (value: string) => string | null, name: string, value: object): OptionFault[] {
  const entries = Object.entries(value);
  if (entries.length > ENTRIES_MAX)
    return [{ path: [name], problem: `must have at most ${ENTRIES_MAX} entries` }];
  return entries.flatMap(([key, one]: [string, unknown]) => {
    const problem = entryProblem(judge, key, one);
    return problem === null ? [] : [{ path: [name, key], problem }];
  });
}

function entryProblem(judge: (value: string) => string | null, key: string, value: unknown): string | null {
  if (key.length > TEXT_LENGTH_MAX) return `its name must have at most ${TEXT_LENGTH_MAX} characters`;
  return isShortText(value) ? judge(value) : NO_SHORT_TEXT;
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= TEXT_LENGTH_MAX;
}

function isWithin(value: unknown, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
}

function isWebUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > URL_LENGTH_MAX) return false;
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}
