import { describe, expect, test } from '@jest/globals';
import type { CustomField } from '../canonical/model.js';
import { customFieldKey, customFields } from './custom-fields.js';

const aField = (changes: Partial<CustomField>): CustomField => ({
  id: 8,
  ruleId: 0,
  line: 1,
  slug: 'cust_8',
  key: 'order',
  label: 'Order Number',
  type: 'text',
  value: 'x',
  values: [],
  items: [],
  isEmpty: false,
  ...changes,
});

describe('the key of a custom field', () => {
  test.each([
    ['Order Number', 'order_number_8'],
    ['  Two  spaces ', '__two__spaces__8'],
    ['E-mail (work) #1/2', 'e-mail_(work)_#1/2_8'],
    ['a[b].c\0d', 'a_b__c_d_8'],
    ['Größe ÄÖ', 'größe_äö_8'],
    ['', 'order_8'],
  ])('%j', (label, key) => {
    expect(customFieldKey(aField({ label }))).toBe(key);
  });
});

describe('the custom fields of a form', () => {
  test('those with a value, in their order', () => {
    const fields = [
      aField({ id: 1, label: 'b', value: 'x' }),
      aField({ id: 2, label: 'empty', value: null, isEmpty: true }),
      aField({ id: 3, label: 'a', value: null, values: ['x', 'y'] }),
      aField({ id: 4, label: 'no', value: false }),
      aField({ id: 5, label: 'zero', value: 0 }),
    ];
    const { fields: sent, omitted } = customFields(fields, 100);
    expect(Object.entries(sent)).toEqual([
      ['b_1', 'x'],
      ['a_3', ['x', 'y']],
      ['no_4', false],
      ['zero_5', 0],
    ]);
    expect(omitted).toBe(0);
  });
  test('as many as fit, each whole', () => {
    const fields = [
      aField({ id: 1, label: 'a' }),
      aField({ id: 2, label: 'b', value: null, values: ['x', 'y', 'z'] }),
      aField({ id: 3, label: 'c' }),
      aField({ id: 4, label: 'd' }),
    ];
    expect(customFields(fields, 2)).toEqual({ fields: { a_1: 'x', c_3: 'x' }, omitted: 2 });
  });
});
