import { durationWords } from './duration.js';
import { fieldLabel } from './fields.js';
import { choiceKey, operatorLabel } from './operators.js';
import { isJsonObject, type JsonObject } from './tree.js';

/** A test in words: `Priority` `is` `high`. */
interface Sentence {
  readonly field: string;
  readonly verb: string;
  /** Empty where the operator takes nothing. */
  readonly value: string;
}

const WITHOUT_VALUE: ReadonlySet<string> = new Set([
  'exists',
  'exists:false',
  'empty',
  'empty:false',
  'not_changed',
  'increased',
  'decreased',
]);

export function sentenceOf(test: JsonObject): Sentence {
  const key = choiceKey(test);
  const field = typeof test['field'] === 'string' ? test['field'] : '';
  return {
    field: field === '' ? 'A field that is not chosen yet' : fieldLabel(field),
    verb: operatorLabel(key) || '…',
    value: WITHOUT_VALUE.has(key) ? '' : valueWords(key, test['value']),
  };
}

function valueWords(key: string, value: unknown): string {
  if (key === 'changed') return changeWords(value);
  if (key === 'between' && Array.isArray(value)) return value.map(shown).join(' and ');
  if ((key === 'within_last' || key === 'older_than') && typeof value === 'string')
    return durationWords(value);
  return shown(value);
}

function changeWords(value: unknown): string {
  if (!isJsonObject(value)) return '';
  const sides = (['from', 'to'] as const).flatMap((side) =>
    Object.hasOwn(value, side) ? [`${side} ${shown(value[side])}`] : [],
  );
  return sides.join(' ');
}

const QUOTED_FROM = / |^$/;

function shown(value: unknown): string {
  if (value === undefined) return '…';
  if (value === null) return 'nothing';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'string') return QUOTED_FROM.test(value) ? `“${value}”` : value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  const words = value.map(shown);
  const last = words.pop() ?? '…';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

const SHOWN_MAX = 120;

/** What an event holds, short: an object by its name, address, slug or id. */
export function actualWords(actual: unknown): string {
  const text = named(actual);
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
}

function named(actual: unknown): string {
  if (actual === null || actual === undefined) return 'nothing';
  if (Array.isArray(actual)) return actual.length === 0 ? 'nothing' : actual.map(named).join(', ');
  if (!isJsonObject(actual)) return shown(actual);
  if ('old' in actual || 'new' in actual) return `${named(actual['old'])} → ${named(actual['new'])}`;
  if ('actor' in actual && 'actortype' in actual)
    return [actual['actor'], actual['actortype']]
      .filter((one) => one != null)
      .map(named)
      .join(', ');
  const name = ['name', 'email', 'slug', 'label', 'id']
    .map((key) => actual[key])
    .find((one) => one != null && typeof one !== 'object');
  const slug = actual['slug'];
  if (name === undefined) return JSON.stringify(actual);
  return typeof slug === 'string' && slug !== name ? `${shown(name)} (${slug})` : shown(name);
}
