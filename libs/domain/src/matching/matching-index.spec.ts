import { describe, expect, test } from '@jest/globals';
import {
  eventReader,
  NO_CALENDARS,
  parseCondition,
  type Condition,
  type ConditionEvent,
  type ConditionField,
  type EventReader,
} from '../condition/index.js';
import { MatchingIndex, type IndexedSubscription } from './index.js';

const NOW = Date.parse('2026-02-17T12:00:00.000Z');

const reading = (event: ConditionEvent): EventReader =>
  eventReader(event, { now: NOW, workingTime: NO_CALENDARS });

function condition(input: unknown): Condition {
  const parsed = parseCondition(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.condition;
}

function aSubscription(overrides: Partial<IndexedSubscription> = {}): IndexedSubscription {
  return { id: 'a', tenant: 'acme', active: true, events: ['*'], condition: null, ...overrides };
}

function aTicketEvent(ticket: object = {}, overrides: Partial<ConditionEvent> = {}): ConditionEvent {
  const envelope = { id: '1', source: '/helpdesk', subject: null, time: NOW, hopcount: 0, actorType: null };
  return { ...envelope, type: 'ticket.created', data: { ticket: { id: 1, ...ticket } }, ...overrides };
}

const ids = (found: Iterable<IndexedSubscription>): string[] => Array.from(found, (one) => one.id);

describe('what is found', () => {
  const open = aTicketEvent({ status: { slug: 'Open' }, tags: [{ name: 'vip' }, { name: 'login' }] });
  const isOpen = condition({ field: 'ticket.status.slug', op: 'eq', value: 'open' });

  function found(event: ConditionEvent, ...subscriptions: readonly IndexedSubscription[]): string[] {
    const index = new MatchingIndex<IndexedSubscription>();
    for (const one of subscriptions) index.put(one);
    return ids(index.match('acme', event.type, reading(event)));
  }

  test('comes in the order of ids, in whatever order it was put', () => {
    const subscriptions = ['c', 'a', 'd', 'b'].map((id, at) =>
      aSubscription({ id, condition: at % 2 === 0 ? isOpen : null }),
    );
    expect(found(open, ...subscriptions)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('comes once, however many of its alternatives and selectors the event has', () => {
    const vip = { field: 'ticket.tags.name', op: 'in', value: ['vip', 'login', 'Open'] };
    const any = condition({ any: [vip, { field: 'ticket.status.slug', op: 'eq', value: 'OPEN' }] });
    expect(
      found(open, aSubscription({ events: ['*', 'ticket.*', 'ticket.created'], condition: any })),
    ).toEqual(['a']);
  });

  test('is active, of the tenant, and as it was put last', () => {
    const inactive = aSubscription({ id: 'b', active: false });
    const foreign = aSubscription({ id: 'c', tenant: 'globex' });
    const replaced = aSubscription({ id: 'd', condition: isOpen });
    const other = condition({ field: 'ticket.status.slug', op: 'eq', value: 'closed' });
    expect(found(open, inactive, foreign, replaced, { ...replaced, condition: other })).toEqual([]);
  });

  test('can be asked for without an event, inactive or not', () => {
    const index = new MatchingIndex<IndexedSubscription>();
    for (const id of ['b', 'a']) index.put(aSubscription({ id, active: id === 'a' }));
    expect(ids(index.ofTenant('acme'))).toEqual(['a', 'b']);
    expect(index.get('acme', 'b')).toMatchObject({ id: 'b', active: false });
    expect([index.get('acme', 'c'), index.get('globex', 'a'), ...index.ofTenant('globex')]).toEqual([
      null,
      null,
    ]);
  });

  test('needs no asking for thousands of custom fields that the event does not have', () => {
    const index = new MatchingIndex<IndexedSubscription>();
    for (let n = 0; n < 3000; n++) {
      const field = `ticket.custom_fields.field_${n}`;
      index.put(aSubscription({ id: `eq-${n}`, condition: condition({ field, op: 'eq', value: 'x' }) }));
      index.put(aSubscription({ id: `changed-${n}`, condition: condition({ field, op: 'changed' }) }));
    }
    const ticket = {
      id: 1,
      custom_fields: [
        { key: 'FIELD_7', value: 'X' },
        { id: 9, value: 'x' },
      ],
    };
    const changes = [{ field: 'field_8', old: 'x', new: 'y' }];
    const asked = new Set<string>();
    const reader = reading(aTicketEvent({}, { data: { ticket, changes } }));
    const counting: EventReader = {
      ...readerMethods(reader),
      keys: (field) => reader.keys(noted(field)),
      change: (field) => reader.change(noted(field)),
    };
    expect(ids(index.match('acme', 'ticket.updated', counting))).toEqual(['changed-8', 'eq-7']);
    expect(asked).toEqual(new Set(['ticket.custom_fields.field_7', 'ticket.custom_fields.field_8']));

    function noted(field: ConditionField): ConditionField {
      asked.add(field.name);
      return field;
    }
  });
});

function readerMethods(reader: EventReader): EventReader {
  return {
    event: reader.event,
    context: reader.context,
    values: (field) => reader.values(field),
    isList: (field) => reader.isList(field),
    scalars: (field) => reader.scalars(field),
    keys: (field) => reader.keys(field),
    changes: reader.changes,
    change: (field) => reader.change(field),
  };
}
