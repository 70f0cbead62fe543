import { describe, expect, it } from '@jest/globals';
import { conditionFields } from '@deskhook/domain';
import { canChange, fieldKind, fieldLabel, offeredFields, searchFields } from './fields.js';

const OFFERS = offeredFields(conditionFields(), ['ticket.custom_fields.product']);
const found = (search: string) => searchFields(OFFERS, search, 5).map(({ field }) => field);

it.each([
  ['ticket.priority.slug', 'Priority'],
  ['ticket.priority', 'Priority'],
  ['ticket.requester.email', 'Requester email'],
  ['ticket.timestamps.created', 'Created'],
  ['ticket.flags.spam', 'Spam'],
  ['ticket.services.0.name', 'Services #1 name'],
  ['ticket.custom_fields.product', 'Custom field “product”'],
  ['ticket.requester.custom_fields.tier', 'Requester custom field “tier”'],
  ['data.ticket.custom_fields.12', 'Custom field “12”'],
  ['message.author.is_agent', 'Message author is agent'],
  ['sla.due', 'SLA due'],
  ['type', 'Event type'],
])('calls %s “%s”', (path, label) => expect(fieldLabel(path)).toBe(label));

describe('the fields that are offered', () => {
  it('are those of the catalogue, the objects that hold them, and custom fields that were seen', () => {
    const names = OFFERS.map(({ field }) => field);
    for (const { field } of conditionFields()) expect(names).toContain(field);
    expect(names).toEqual(
      expect.arrayContaining(['ticket.status', 'ticket.requester', 'ticket.custom_fields.product']),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('are found by words of their names and descriptions, the closest first', () => {
    expect(found('prior')[0]).toBe('ticket.priority');
    expect(found('requester mail')).toContain('ticket.requester.email');
    expect(found('product')[0]).toBe('ticket.custom_fields.product');
    expect(found('spam')[0]).toBe('ticket.flags.spam');
    expect(found('no such thing')).toEqual([]);
    expect(found('ticket.status')).toHaveLength(5);
  });

  it('have a kind, wherever a path picks one of a list', () => {
    expect(fieldKind('ticket.counts.replies', OFFERS)).toBe('number');
    expect(fieldKind('data.ticket.flags.spam', OFFERS)).toBe('flag');
    expect(fieldKind('ticket.services.0.level', OFFERS)).toBe('number');
    expect(fieldKind('ticket.status', OFFERS)).toBe('thing');
    expect(fieldKind('data.own', OFFERS)).toBe('unknown');
  });

  it('may change, but for what the event itself says', () => {
    expect(['ticket.status', 'status', 'data.billing', 'user.roles'].every(canChange)).toBe(true);
    expect(['type', 'time', 'message.text', 'actor.name'].some(canChange)).toBe(false);
  });
});
