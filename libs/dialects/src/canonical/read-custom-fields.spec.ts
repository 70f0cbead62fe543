import { expect, test } from '@jest/globals';
import type { JsonValue } from '../json-value.js';
import { readCustomFields } from './read-custom-fields.js';

const ids = (kind: string, key: string): number => 1_000_000_000 + kind.length + key.length;
const read = (field: JsonValue) => readCustomFields(ids, [field])[0];

test('a field that states nothing but its id: rule 0, line 1, slug cust_<id>', () => {
  expect(read({ id: 24 })).toEqual({
    id: 24,
    ruleId: 0,
    line: 1,
    slug: 'cust_24',
    key: 'cust_24',
    label: 'cust_24',
    type: '',
    value: null,
    values: [],
    items: [],
    isEmpty: true,
  });
});

test.each<[JsonValue, number, string]>([
  [{ id: '24', key: 'order' }, 24, 'cust_24'],
  [{ slug: 'cust_24' }, 24, 'cust_24'],
  [{ key: 'order' }, 1_000_000_010, 'cust_1000000010'],
  [{ id: 'f-1', slug: 'order' }, 1_000_000_008, 'order'],
  [{}, 0, 'cust_0'],
])('%j has the id %i and the slug %s', (field, id, slug) => {
  expect(read(field)).toMatchObject({ id, slug });
});

test.each<[JsonValue, JsonValue, JsonValue]>([
  [{ value: 'a' }, 'a', []],
  [{ value: 0 }, 0, []],
  [{ value: false }, false, []],
  [{ value: 2.5, values: [] }, 2.5, []],
  [{ value: ['a', 'b'] }, null, ['a', 'b']],
  [{ value: 'a', values: ['a', 'b', '', null] }, null, ['a', 'b']],
  [{ values: [{ label: 'A' }, { id: 1 }, 3] }, null, ['A', 3]],
  [{ items: [{ label: 'A' }, { file_name: 'a.pdf' }, { person_id: 45 }, 7] }, null, ['A', 'a.pdf', '45']],
])('%j: value %j, values %j', (field, value, values) => {
  expect(read(field)).toMatchObject({ value, values, isEmpty: false });
});

test.each<[JsonValue]>([
  [{ value: '' }],
  [{ value: null }],
  [{ values: [''] }],
  [{ items: [] }],
  [{ value: {} }],
])('%j is empty', (field) => {
  expect(read(field)).toMatchObject({ value: null, values: [], isEmpty: true });
});

test('what is no object is no field', () => {
  expect(readCustomFields(ids, [null, 'x', 1, []])).toEqual([]);
  expect(readCustomFields(ids, { a: 1 })).toEqual([]);
});
