import { describe, expect, test } from '@jest/globals';
import { aRenderInput, type RenderOverrides } from '../../../../test/support/render-input.js';
import { optionFaults } from '../options.js';
import { movidesk } from './index.js';

const eventsOf = (data: Readonly<Record<string, unknown>>, type = 'ticket.updated', options = {}) => {
  const input: RenderOverrides = { type, data: { ticket: { id: 1 }, ...data }, options };
  return JSON.parse(Buffer.from(movidesk.render(aRenderInput(input)).body).toString('utf8')).WebhookEvents;
};
const codes = (Criteria: number, Operator: number) => ({ Criteria, Operator, Operation: Operator });

describe('WebhookEvents', () => {
  test.each([
    ['ticket.status_changed', {}, [codes(2, 10)]],
    ['ticket.closed', { changes: [{ field: 'status' }] }, [codes(2, 10)]],
    [
      'ticket.updated',
      { changes: [{ field: 'ticket.status.slug' }, { field: 'urgency' }] },
      [codes(2, 10), codes(1006, 10)],
    ],
    ['ticket.updated', {}, [codes(1022, 1000)]],
    [
      'ticket.fields_changed',
      { changes: [{ field: 'custom_fields.product' }, { field: 'cust_7' }] },
      [codes(1999, 10)],
    ],
    ['ticket.assigned', { assignment: { kind: 'team', assignee: { id: 7 } } }, [codes(1008, 10)]],
    ['ticket.assigned', {}, [codes(1007, 10)]],
    ['ticket.archived', { changes: [{ field: 'flags.archived' }] }, [codes(1020, 10)]],
    ['reply.created', { changes: [{ field: 'status' }] }, [codes(1025, 1000), codes(2, 10)]],
    [
      'reply.created',
      { changes: [{ field: '__proto__' }, { field: 'constructor' }] },
      [codes(1025, 1000), codes(1999, 10)],
    ],
  ])('%s with %j', (type, data, expected) => {
    expect(eventsOf(data, type)).toEqual(expected);
  });

  test('the codes of the trigger that matched win', () => {
    const changes = [{ field: 'status' }];
    const matched = [
      { field: 'status', criteria: 77, operator: 3 },
      { field: 'priority', criteria: null, operator: 5 },
      { field: 'team' },
      { field: 'type' },
    ];
    expect(eventsOf({ changes, trigger: { matched } }, 'sla.breached')).toEqual([
      codes(77, 3),
      codes(1006, 5),
      codes(1008, 10),
      codes(1028, 1000),
    ]);
  });

  test('the option corrects numbers without code', () => {
    const criteria = {
      status: { criteria: 8, operator: 9 },
      'custom_fields.x': { criteria: 5, operator: 6 },
    };
    const changes = [{ field: 'status' }, { field: 'custom_fields.x' }, { field: 'custom_fields.y' }];
    expect(eventsOf({ changes }, 'ticket.updated', { criteria })).toEqual([
      codes(8, 9),
      codes(5, 6),
      codes(1999, 10),
    ]);
    expect(eventsOf({}, 'ticket.closed', { criteria })).toEqual([codes(8, 9)]);
  });

  test.each([
    [{ status: { criteria: 2, operator: 10 } }, []],
    [{ status: { criteria: 2 } }, ['"status" must be']],
    [{ status: { criteria: 2, operator: 1.5 } }, ['"status" must be']],
    [{ status: { criteria: 2, operator: '10' } }, ['"status" must be']],
    [{ status: 2 }, ['"status" must be']],
    [{ status: [2, 10] }, ['"status" must be']],
    [[], ['must be an object']],
  ])('the option %j', (criteria, problems) => {
    expect(optionFaults(movidesk.options, { criteria })).toEqual(
      problems.map((problem) => ({ option: 'criteria', problem: expect.stringContaining(problem) })),
    );
  });
});
