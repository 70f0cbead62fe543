import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { subscriptionInputSchema } from './api/subscription.schema.js';
import { triggerImportInputSchema } from './api/trigger-import.schema.js';
import { schemaFaults } from './schema-faults.js';

function faultsOf(schema: z.ZodType, value: unknown) {
  const result = schema.safeParse(value);
  return schemaFaults({ schema, value, prefix: '' }, result.error?.issues ?? []);
}

const SUBSCRIPTION = { name: 'CRM', urls: 'https://example.com/hook', events: ['ticket.created'] };
const withAction = (action: unknown) =>
  faultsOf(subscriptionInputSchema, { ...SUBSCRIPTION, actions: [action] });
const KINDS = 'add_note, set_status, set_priority, assign, add_tags, remove_tags, set_field';

describe('faults in one of several forms', () => {
  it('names the field that is meant, of the form that is chosen', () => {
    expect(withAction({ type: 'add_note', body: 'x', public: true })).toEqual([
      { pointer: '/actions/0/public', detail: '"public" is not known here: known are: type, body' },
    ]);
    expect(withAction({ type: 'set_field', field: 'x', valeu: 1 })).toContainEqual({
      pointer: '/actions/0/valeu',
      detail: '"valeu" is not known here: did you mean "value"?',
    });
  });

  it('names the forms where none is chosen', () => {
    const pointer = '/actions/0/type';
    expect(withAction({ type: 'add_nte', body: 'x' })).toEqual([
      { pointer, detail: '"add_nte" is not known here: did you mean "add_note"?' },
    ]);
    expect(withAction({ type: 'webhook' })).toEqual([
      { pointer, detail: `"webhook" is not known here: known are: ${KINDS}` },
    ]);
    expect(withAction({ body: 'x' })).toEqual([{ pointer, detail: `is required: one of ${KINDS}` }]);
    expect(withAction({ type: 5 })).toEqual([{ pointer, detail: `must be one of ${KINDS}` }]);
  });

  it('names the fields of each form where nothing tells which is meant', () => {
    const schema = z.strictObject({
      warnings: z.array(
        z.union([z.strictObject({ percent: z.number() }), z.strictObject({ before: z.string() })]),
      ),
    });
    expect(faultsOf(schema, { warnings: [{ minutes: 5 }] })).toContainEqual({
      pointer: '/warnings/0/minutes',
      detail: '"minutes" is not known here: known are: percent, before',
    });
  });

  it('says of a field with several forms that it is missing', () => {
    expect(withAction({ type: 'set_field', field: 'x' })).toEqual([
      { pointer: '/actions/0/value', detail: 'is required' },
    ]);
  });
});

it('suggests the nearest of a few choices', () => {
  expect(faultsOf(triggerImportInputSchema, { format: 'zendsk', trigger: {} })).toEqual([
    { pointer: '/format', detail: '"zendsk" is not known here: did you mean "zendesk"?' },
  ]);
  expect(faultsOf(triggerImportInputSchema, { trigger: {} })).toEqual([
    { pointer: '/format', detail: 'is required: one of zendesk, zammad' },
  ]);
});
