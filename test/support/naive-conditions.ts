// Test support: the condition language once more, as plainly as it can be written: slow, without a compiler, without an
// index, on the JSON as it is. It knows nothing of the real one. What it leaves out, no test may ask it.

type Json = Readonly<Record<string, unknown>>;
export interface NaiveEvent {
  readonly type: string;
  readonly time: string;
  readonly data: Json;
}

export function naiveHolds(condition: Json, event: NaiveEvent, now: number): boolean {
  if ('all' in condition) return list(condition['all']).every((part) => naiveHolds(part, event, now));
  if ('any' in condition) return list(condition['any']).some((part) => naiveHolds(part, event, now));
  if ('not' in condition) return !naiveHolds(object(condition['not']), event, now);
  return naiveTest(condition, event, now);
}

function naiveTest(test: Json, event: NaiveEvent, now: number): boolean {
  const { op, value } = test;
  const field = String(test['field']);
  const exactly = test['caseSensitive'] === true;
  const text = (one: unknown) => (exactly ? String(one) : String(one).normalize('NFC').toLowerCase());
  const same = (one: unknown, other: unknown) => text(one) === text(other);
  const found = look(
    field === 'type' || field === 'time' ? event : event.data,
    field.replace(/^data\./, '').split('.'),
  );
  const simple = found.flatMap(simpleValues);
  const listed = Array.isArray(value) ? value : [value];
  const has = (how: (one: unknown) => boolean) => simple.some(how);
  const at = (one: unknown) =>
    typeof one === 'string' && /^\d{4}-\d\d-\d\d/.test(one) ? Date.parse(one) : NaN;
  const number = (one: unknown) =>
    typeof one === 'number' || /^-?\d+(\.\d+)?$/.test(String(one)) ? Number(one) : NaN;
  const place = (bound: unknown) => (one: unknown) =>
    (Number.isNaN(at(bound)) ? number(one) : at(one)) - (Number.isNaN(at(bound)) ? number(bound) : at(bound));
  switch (op) {
    case 'eq':
    case 'in':
      return has((one) => listed.some((other) => same(one, other)));
    case 'ne':
    case 'nin':
      return simple.length > 0 && !has((one) => listed.some((other) => same(one, other)));
    case 'lt':
      return has((one) => place(value)(one) < 0);
    case 'lte':
      return has((one) => place(value)(one) <= 0);
    case 'gt':
      return has((one) => place(value)(one) > 0);
    case 'gte':
      return has((one) => place(value)(one) >= 0);
    case 'between':
      return has((one) => place(listed[0])(one) >= 0 && place(listed[1])(one) <= 0);
    case 'contains':
      return has((one) => text(one).includes(text(value)));
    case 'ncontains':
      return simple.length > 0 && !has((one) => text(one).includes(text(value)));
    case 'starts_with':
      return has((one) => text(one).startsWith(text(value)));
    case 'ends_with':
      return has((one) => text(one).endsWith(text(value)));
    case 'matches':
      return has((one) => new RegExp(String(value), exactly ? 'u' : 'iu').test(String(one)));
    case 'exists':
      return found.length > 0 === (value ?? true);
    case 'empty':
      return found.every((one) => typeof one === 'string' && one.trim() === '') === (value ?? true);
    case 'before':
      return has((one) => at(one) < at(value));
    case 'after':
      return has((one) => at(one) > at(value));
    case 'within_last':
      return has((one) => at(one) <= now + 60_000 && at(one) >= now - (HOURS[String(value)] ?? NaN));
    case 'older_than':
      return has((one) => at(one) < now - (HOURS[String(value)] ?? NaN));
    default:
      return naiveChange(test, event, text);
  }
}

/** Durations that tests may use, in milliseconds. */
export const HOURS: Readonly<Record<string, number>> = { PT1H: 3_600_000, P1D: 86_400_000, PT30M: 1_800_000 };

/** Only changes of scalars that are stated, of `ticket.status`, `ticket.priority` and the custom field `product`. */
function naiveChange(test: Json, event: NaiveEvent, text: (one: unknown) => string): boolean {
  const { op, value } = test;
  const names = NAMES[String(test['field'])] ?? [];
  const change = list(event.data['changes']).find(
    (entry) => names.includes(String(entry['field'])) && entry['old'] !== entry['new'],
  );
  if (op === 'not_changed') return change === undefined;
  if (change === undefined) return false;
  const is = (side: 'old' | 'new', wanted: unknown) =>
    (Array.isArray(wanted) ? wanted : [wanted]).some((one) =>
      (one ?? '') === '' ? change[side] === null : change[side] !== null && text(one) === text(change[side]),
    );
  if (op === 'changed_from') return is('old', value);
  if (op === 'changed_to') return is('new', value);
  if (op === 'changed_by')
    return (Array.isArray(value) ? value : [value]).some(
      (one) => text(one) === text(object(event.data['actor'])['name']),
    );
  if (op === 'changed') {
    const { from, to } = object(value);
    return (from === undefined || is('old', from)) && (to === undefined || is('new', to));
  }
  const up = names.includes('priority') ? (rise(change, rank) ?? rise(change, count)) : rise(change, count);
  return up !== null && (op === 'increased' ? up > 0 : up < 0);
}

function rise(change: Json, scale: (value: unknown) => number): number | null {
  const up = scale(change['new']) - scale(change['old']);
  return Number.isNaN(up) ? null : up;
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'ticket.status.slug': ['status'],
  'ticket.status': ['status'],
  'ticket.priority': ['priority', 'urgency'],
  'ticket.custom_fields.product': ['custom_fields.product', 'product'],
};

function rank(value: unknown): number {
  const order = ['low', 'normal', 'high', 'urgent'].indexOf(String(value).toLowerCase());
  return order < 0 ? NaN : order;
}

function count(value: unknown): number {
  return typeof value === 'number' || /^\d+$/.test(String(value)) ? Number(value) : NaN;
}

function look(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  const [first, ...rest] = path;
  if (Array.isArray(value)) {
    if (first !== undefined && /^\d+$/.test(first)) return look(value[Number(first)], rest);
    return value.flatMap((one) => look(one, path));
  }
  if (first === undefined) return [value];
  if (typeof value !== 'object') return [];
  const next = object(value)[first];
  const [name] = rest;
  if (first !== 'custom_fields' || name === undefined || !Array.isArray(next)) return look(next, rest);
  return lookAtEntries(list(next), name, rest.slice(1));
}

function lookAtEntries(entries: readonly Json[], name: string, rest: readonly string[]): unknown[] {
  const namesOf = (entry: Json) =>
    ['key', 'slug', 'id']
      .filter((one) => one in entry)
      .map((one) => JSON.stringify(entry[one]).replaceAll('"', ''));
  const named = (same: (one: string) => boolean) => entries.filter((entry) => namesOf(entry).some(same));
  const exact = named((one) => one === name);
  const meant = exact.length > 0 ? exact : named((one) => one.toLowerCase() === name.toLowerCase());
  return meant.flatMap((entry) =>
    rest.length > 0
      ? look(entry, rest)
      : [
          ...look(entry['value'], []),
          ...look(entry['values'], []),
          ...list(entry['items']).flatMap((item) => look(item['label'], [])),
        ],
  );
}

function simpleValues(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  const { id, slug, name, email } = object(value);
  return [id, slug, name, email].filter((one) => ['string', 'number', 'boolean'].includes(typeof one));
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
