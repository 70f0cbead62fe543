import { expect, it } from '@jest/globals';
import { actionSchema } from '@deskhook/contracts';
import { z } from 'zod';
import { actionFields, newAction, referenceOf, withField } from './action-fields.js';

/** As `GET /v1/condition-fields` has them. */
const schemas = new Map(
  actionSchema.options.map((option) => [option.shape.type.value, z.toJSONSchema(option)] as const),
);
const fieldsOf = (type: 'add_note' | 'set_status' | 'assign' | 'add_tags' | 'set_field') =>
  actionFields({ ...schemas.get(type) });

it('makes fields of the schemas of the API', () => {
  expect(fieldsOf('add_note')).toEqual([{ name: 'body', kind: 'text', isRequired: true }]);
  expect(fieldsOf('set_status')).toEqual([{ name: 'status', kind: 'reference', isRequired: true }]);
  expect(fieldsOf('assign')).toEqual([
    { name: 'agent', kind: 'reference', isRequired: false },
    { name: 'team', kind: 'reference', isRequired: false },
  ]);
  expect(fieldsOf('add_tags')).toEqual([{ name: 'tags', kind: 'tags', isRequired: true }]);
  expect(fieldsOf('set_field')).toEqual([
    { name: 'field', kind: 'line', isRequired: true },
    { name: 'value', kind: 'any', isRequired: true },
  ]);
});

it('begins an action with what it must have', () => {
  expect(newAction('assign', fieldsOf('assign'))).toEqual({ type: 'assign' });
  expect(newAction('add_tags', fieldsOf('add_tags'))).toEqual({ type: 'add_tags', tags: [] });
});

it('takes whole numbers for ids', () => {
  expect(referenceOf('12')).toBe(12);
  expect(referenceOf('12a')).toBe('12a');
  expect(referenceOf('')).toBe('');
  expect(referenceOf('12345678901234567890')).toBe('12345678901234567890');
});

it('leaves out what is optional and empty', () => {
  const [agent] = fieldsOf('assign');
  if (agent === undefined) throw new Error('no field');
  const action = withField({ type: 'assign' }, agent, 'jane');
  expect(action).toEqual({ type: 'assign', agent: 'jane' });
  expect(withField(action, agent, '')).toEqual({ type: 'assign' });
});
