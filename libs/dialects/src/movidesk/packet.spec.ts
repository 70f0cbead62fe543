import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { movidesk } from './index.js';

const KEYS = [
  'Id',
  'Type',
  'Subject',
  'Status',
  'Justification',
  'Origin',
  'IsDeleted',
  'Actions',
  'WebhookEvents',
  'Urgency',
  'ServiceFirstLevel',
  'ActionCount',
  'ResolvedInFirstCall',
  'CustomFieldValues',
  'SlaSolutionTime',
];

const INTEGER_KEYS =
  /^(Id|Type|Origin|ActionCount|SlaSolutionTime|Criteria|Operator|Operation|CustomFieldId|CustomFieldRuleId|Line|PersonType|ProfileType)$/;
const LIST_KEYS = /^(Actions|WebhookEvents|CustomFieldValues|Items|Attachments)$/;

/** Every value with its key, except ids of persons, which are texts. */
function* valuesByKey(value: unknown, parent = ''): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (!(parent === 'CreatedBy' && key === 'Id')) yield [key, member];
    yield* valuesByKey(member, Array.isArray(value) ? parent : key);
  }
}

describe('for any data', () => {
  const id = fc.oneof(fc.integer(), fc.string({ minLength: 1, unit: 'binary' }));
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\r\nb', '/ü😀"\\', null));
  const any = fc.jsonValue({ maxDepth: 2 });
  const loose = (model: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    fc.record(
      Object.fromEntries(
        Object.entries(model).map(([key, of]) => [key, fc.oneof({ weight: 5, arbitrary: of }, any)]),
      ),
      {
        requiredKeys: [],
      },
    );
  const attachment = loose({
    id,
    filename: text,
    url: text,
    created: fc.constant('2020-05-19T20:59:24.524Z'),
  });
  const person = loose({ id, name: text, email: text, phone: text, person_type: fc.integer() });
  const field = loose({
    id,
    rule_id: id,
    line: fc.integer(),
    value: text,
    values: fc.array(text),
    type: text,
  });
  const message = loose({
    id,
    seq_in_ticket: fc.integer(),
    text,
    html: text,
    author: person,
    attachments: fc.array(attachment),
  });
  const ticket = fc
    .tuple(
      id,
      loose({
        subject: text,
        status: loose({ id, name: text }),
        requester: person,
        body: loose({ html: text, text }),
        custom_fields: fc.array(field),
        counts: loose({ actions: fc.integer() }),
        attachments: fc.array(attachment),
        sla: loose({ solution_minutes: fc.double() }),
        services: fc.array(loose({ name: text })),
        last_action: message,
      }),
    )
    .map(([key, rest]) => ({ ...rest, id: key }));
  const data = fc
    .tuple(
      ticket,
      loose({
        message,
        changes: fc.array(loose({ field: text })),
        trigger: loose({ matched: fc.array(loose({ field: text, criteria: fc.integer() })) }),
      }),
    )
    .map(([snapshot, rest]) => ({ ...rest, ticket: snapshot }));
  const type = fc.constantFrom(...(movidesk.events?.[0]?.types ?? []));

  test('the packet has exactly one action, integers for ids, no list that is null, and one form as JSON', () => {
    fc.assert(
      fc.property(type, data, (name, content) => {
        const sent = Buffer.from(movidesk.render(aRenderInput({ type: name, data: content })).body).toString(
          'utf8',
        );
        const packet = JSON.parse(sent);
        expect(JSON.stringify(packet)).toBe(sent);
        expect(Object.keys(packet)).toEqual(KEYS);
        expect(packet.Actions).toHaveLength(1);
        expect(packet.Actions[0].Id).toBeGreaterThan(0);
        expect(packet.WebhookEvents.length).toBeGreaterThan(0);
        for (const [key, value] of valuesByKey(packet)) {
          if (INTEGER_KEYS.test(key)) expect([key, Number.isSafeInteger(value)]).toEqual([key, true]);
          if (LIST_KEYS.test(key)) expect([key, Array.isArray(value)]).toEqual([key, true]);
          if (key === 'Path') expect(value).toMatch(/^[0-9A-F]{32}$/);
          if (key === 'CreatedDate' && value !== null) expect(value).toMatch(/^[^Z]+\.\d{7}$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
