import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCondition } from '../condition/parse-condition.js';
import { importTrigger } from './import-trigger.js';

const GIVEN = { webhooks: [], lookups: {} };
const format = fc.constantFrom('zendesk' as const, 'zammad' as const);
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    ...'status is_not open 1 true changed value includes less_than is create update vip_a 2026-01-01 P1D'.split(
      ' ',
    ),
    'contains one',
    'before (relative)',
    'has changed',
    '{{ticket.id}}',
    '#{ticket.title}',
  ),
);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.array(text, { maxLength: 3 }),
  fc.jsonValue(),
);
const ZENDESK_FIELDS =
  'status priority type assignee_id via_id current_tags comment_is_public comment_includes_word update_type role cc in_business_hours custom_fields_12 user.custom_fields.a ticket_is_public';
const ZAMMAD_FIELDS =
  'ticket.action ticket.state_id ticket.owner_id ticket.tags ticket.title ticket.created_at article.body article.type_id article.sender_id article.internal execution_time.calendar_id customer.email ticket.mine';
const zendeskTest = fc.record({
  field: fc.oneof(fc.constantFrom(...ZENDESK_FIELDS.split(' ')), text),
  operator: text,
  value,
});
const zendeskAction = fc.record({
  field: fc.constantFrom(
    'notification_webhook',
    'status',
    'set_tags',
    'comment_value',
    'custom_fields_1',
    'x',
  ),
  value: fc.oneof(value, fc.tuple(text, fc.oneof(text, fc.json()))),
});
const zendesk = fc.record({
  title: text,
  conditions: fc.record({ all: fc.array(zendeskTest), any: fc.array(zendeskTest) }),
  actions: fc.array(zendeskAction),
});
const zammadTest = fc.record({
  name: fc.constantFrom(...ZAMMAD_FIELDS.split(' ')),
  operator: text,
  value,
  pre_condition: fc.constantFrom('', 'not_set', 'current_user.id'),
  range: fc.constantFrom('hour', 'day', ''),
});
const zammad = fc.record({
  name: text,
  activator: fc.constantFrom('action', 'time'),
  execution_condition_mode: fc.constantFrom('selective', 'always'),
  condition: fc.letrec((tie) => ({
    block: fc.record({
      operator: fc.constantFrom('AND', 'OR', 'NOT'),
      conditions: fc.array(fc.oneof({ maxDepth: 3 }, zammadTest, tie('block')), { maxLength: 4 }),
    }),
  })).block,
  perform: fc.dictionary(
    fc.constantFrom('notification.webhook', 'ticket.tags', 'ticket.mine', 'article.note'),
    value,
  ),
});

describe('any trigger', () => {
  it('is imported or refused as a value, whatever JSON it is', () => {
    fc.assert(
      fc.property(format, fc.jsonValue(), (product, json) => {
        const result = importTrigger(product, json, GIVEN);
        expect(result.ok || result.faults.length > 0).toBe(true);
      }),
    );
  });

  it.each(['zendesk', 'zammad'] as const)(
    'of %s becomes a condition that is none or can be read',
    (product) => {
      const trigger = product === 'zendesk' ? zendesk : zammad;
      fc.assert(
        fc.property(trigger, (exported) => {
          const result = importTrigger(product, exported, GIVEN);
          if (!result.ok) return;
          const { condition, events, conditionLost, notCarriedOver } = result.trigger;
          if (condition !== null) expect(parseCondition(condition)).toMatchObject({ ok: true });
          expect(events.length > 0 || conditionLost).toBe(true);
          expect(!conditionLost || notCarriedOver.length > 0).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each<[unknown, string]>([
    [null, ''],
    [[], ''],
    [{ title: 'x' }, '/actions'],
    [{ trigger: { actions: [] } }, '/trigger/title'],
  ])('is refused where it is none: %j', (trigger, pointer) => {
    expect(importTrigger('zendesk', trigger, GIVEN)).toMatchObject({ ok: false, faults: [{ pointer }] });
  });

  it('keeps what a condition may not be out of it', () => {
    const all = Array.from({ length: 600 }, (_, n) => ({
      field: 'custom_fields_1',
      operator: 'is_not',
      value: `v${n}`,
    }));
    const result = importTrigger('zendesk', { title: 'Large', conditions: { all }, actions: [] }, GIVEN);
    if (!result.ok) throw new Error('refused');
    expect(result.trigger).toMatchObject({ condition: null, conditionLost: true });
    expect(result.trigger.notCarriedOver[0]?.detail).toContain('as a whole');
  });
});
