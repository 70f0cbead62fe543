import { describe, expect, test } from '@jest/globals';
import { EVENT_TYPES, isEventType, parseEventTypeSelector } from './event-type.js';

describe('event types', () => {
  test.each(['ticket.created', 'sla.breached', 'custom.invoice_paid', 'custom.crm.synced'])(
    '%s is one',
    (type) => {
      expect(isEventType(type)).toBe(true);
    },
  );
  test.each(['ticket.create', 'custom', 'custom.', 'custom.A', 'custom.a b', 'custom.>', 'constructor', ''])(
    '"%s" is none',
    (type) => {
      expect(isEventType(type)).toBe(false);
    },
  );
});

describe('selectors', () => {
  test('cover every type of the catalogue, exactly and by group', () => {
    for (const type of EVENT_TYPES) {
      expect(parseEventTypeSelector(type)).toEqual({ kind: 'exact', type });
      expect(parseEventTypeSelector(`${type.split('.')[0]}.*`)).not.toBeNull();
    }
  });
  test.each([
    ['*', { kind: 'all' }],
    ['ticket.*', { kind: 'group', group: 'ticket' }],
    ['custom.*', { kind: 'group', group: 'custom' }],
    ['tickets.*', null],
    ['ticket.created.*', null],
    ['*.created', null],
    ['**', null],
  ])('%s', (text, selector) => {
    expect(parseEventTypeSelector(text)).toEqual(selector);
  });
});
