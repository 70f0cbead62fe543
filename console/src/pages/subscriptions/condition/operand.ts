import type { OperandKind } from './catalogue.js';
import { isJsonObject, type JsonObject } from './tree.js';

const LISTS: ReadonlySet<OperandKind> = new Set(['list', 'values']);
const ONES: ReadonlySet<OperandKind> = new Set(['value', 'order', 'text', 'pattern', 'instant']);

/** A value in the form that another operator takes; its empty form where there is nothing to carry over. */
export function converted(value: unknown, from: OperandKind, to: OperandKind): unknown {
  if (from === to) return value;
  if (to === 'none' || to === 'flag' || to === 'change') return undefined;
  if (to === 'range') return ['', ''];
  const ones = LISTS.has(from) ? listOf(value) : ONES.has(from) && value !== '' ? listOf(value) : [];
  if (to === 'list') return ones.filter((one) => one !== null);
  if (to === 'values') return ones.length === 1 ? ones[0] : ones;
  if (to === 'duration') return 'PT1H';
  const [first = ''] = ones;
  if (to === 'text' || to === 'pattern') return first === null ? '' : textOf(first);
  return ONES.has(to) && first !== null ? first : '';
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** What stands for nothing among the values of a change. */
export const NOTHING = '(nothing)';

/** Values as tags. */
export function tagsOf(value: unknown): readonly string[] {
  return listOf(value).map(textOf);
}

export function textOf(value: unknown): string {
  if (value === null) return NOTHING;
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Tags as values. Those that were there before stay what they were: numbers, flags and nothing. */
export function valuesOf(tags: readonly string[], before: unknown): readonly unknown[] {
  const known = new Map(listOf(before).map((value) => [textOf(value), value]));
  return tags.map((tag) => (known.has(tag) ? known.get(tag) : tag === NOTHING ? null : tag));
}

/** As `valuesOf`, where one value may stand without a list: a list stays one. */
export function looseValuesOf(tags: readonly string[], before: unknown): unknown {
  const values = valuesOf(tags, before);
  return values.length === 1 && !Array.isArray(before) ? values[0] : values;
}

interface ChangeSides {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What `changed` says of before and after; null where its value has another form than it should. */
export function changeSides(value: unknown): ChangeSides | null {
  if (value === undefined || value === true) return { from: [], to: [] };
  if (!isJsonObject(value)) return null;
  return { from: tagsOf(value['from']), to: tagsOf(value['to']) };
}

/** A test of a change with other values on one side; without any the value goes. */
export function withChangeSide(test: JsonObject, side: 'from' | 'to', tags: readonly string[]): JsonObject {
  const { value, ...rest } = test;
  const { [side]: before, ...others } = isJsonObject(value) ? value : {};
  const next = tags.length === 0 ? others : { ...others, [side]: looseValuesOf(tags, before) };
  if (Object.keys(next).length === 0) return rest;
  return { ...test, value: 'from' in next && 'to' in next ? { from: next['from'], ...next } : next };
}

/** What was typed where a number or an instant is expected: a number where it is one, spelt as numbers are. */
export function orderValue(text: string): string | number {
  return text !== '' && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}
