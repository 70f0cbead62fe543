import { describe, expect, test } from '@jest/globals';
import { aRenderInput, type RenderOverrides } from '../../../../test/support/render-input.js';
import { movidesk } from './index.js';

const packetOf = (overrides: RenderOverrides) =>
  JSON.parse(Buffer.from(movidesk.render(aRenderInput(overrides)).body).toString('utf8'));

describe('CustomFieldValues', () => {
  const valuesOf = (field: Readonly<Record<string, unknown>>) =>
    packetOf({ data: { ticket: { id: 1, custom_fields: [{ id: 24, rule_id: 5, line: 2, ...field }] } } })
      .CustomFieldValues;
  const row = (Value: string | null, Items: readonly object[]) => [
    { CustomFieldId: 24, CustomFieldRuleId: 5, Line: 2, Value, Items },
  ];
  const item = (only: object) => ({
    PersonId: null,
    ClientId: null,
    Team: null,
    CustomFieldItem: null,
    StorageFileGuid: null,
    FileName: null,
    ...only,
  });

  test.each([
    ['text', { type: 'text', value: 'a/ß' }, row('a/ß', [])],
    ['number', { type: 'number', value: 12.5 }, row('12.5', [])],
    ['flag', { value: false }, row('false', [])],
    ['choice', { type: 'Select', value: 'Red' }, row(null, [item({ CustomFieldItem: 'Red' })])],
    [
      'choices',
      { values: ['a', 2] },
      row(null, [item({ CustomFieldItem: 'a' }), item({ CustomFieldItem: '2' })]),
    ],
    ['person', { type: 'person', value: 'P1' }, row(null, [item({ PersonId: 'P1' })])],
    ['team', { items: [{ team: 'N2' }] }, row(null, [item({ Team: 'N2' })])],
    [
      'file',
      { items: [{ file_guid: 'g', file_name: 'n.pdf' }] },
      row(null, [item({ StorageFileGuid: 'g', FileName: 'n.pdf' })]),
    ],
    ['list item', { items: [{ label: 'x' }] }, row(null, [item({ CustomFieldItem: 'x' })])],
    ['nothing', { value: '', items: [] }, []],
  ])('%s', (_kind, field, expected) => {
    expect(valuesOf(field)).toEqual(expected);
  });
});
