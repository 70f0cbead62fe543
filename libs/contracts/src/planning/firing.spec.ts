import { describe, expect, test } from '@jest/globals';
import { eventReader, NO_CALENDARS } from '@deskhook/domain';
import type { AcceptedEvent } from '../accept-event.js';
import { subscriptionRecordSchema, type SubscriptionRecord } from '../config-record.schema.js';
import { firingOf } from './firing.js';
import { matchableSubscription } from './matchable-subscription.js';
import { planDeliveries } from './plan-deliveries.js';

const event: AcceptedEvent = {
  tenant: 'acme',
  id: 'e-1',
  type: 'ticket.assigned',
  source: '/helpdesk',
  subject: null,
  time: null,
  hopcount: 0,
  traceparent: null,
  stateChange: 'e-1',
  actorType: null,
  ticketId: '7',
  mode: 'structured',
  data: { ticket: { id: 7 }, assignment: { kind: 'team' } },
};

function subscription(overrides: Partial<SubscriptionRecord> = {}) {
  const record = subscriptionRecordSchema.parse({
    id: 'sub_1',
    tenant: 'acme',
    name: 'CRM',
    active: true,
    urls: ['https://a.example.com/', 'https://b.example.com/'],
    events: ['ticket.*'],
    dialect: 'standard',
    secrets: [],
    headers: {},
    delivery: {
      timeoutMs: 1,
      retryScheduleMs: [],
      successCodes: '2xx',
      maxConcurrency: 1,
      traceparent: true,
    },
    ...overrides,
  });
  return matchableSubscription(record);
}

const firing = (overrides: Partial<SubscriptionRecord> = {}) =>
  firingOf(subscription(overrides), event, eventReader(event, { now: 0, workingTime: NO_CALENDARS }));

const ofTeam = { field: 'assignment.kind', op: 'eq', value: 'team' };

describe('a subscription', () => {
  test.each<[string, Partial<SubscriptionRecord>, object]>([
    ['of its types without a condition', {}, { kind: 'fires', triggers: [{ name: null }] }],
    ['with a condition that is satisfied', { condition: ofTeam }, { kind: 'fires' }],
    ['with one that is not', { condition: { not: ofTeam } }, { kind: 'condition-false', fault: null }],
    ['that is inactive', { active: false, condition: { not: ofTeam } }, { kind: 'inactive' }],
    ['of other types', { events: ['ticket.closed'], condition: ofTeam }, { kind: 'type-not-selected' }],
    [
      'whose dialect has no such event for a team',
      { dialect: 'supportcandy', events: ['change-assignee'] },
      { kind: 'type-not-selected' },
    ],
    [
      'of a native event that fires',
      { dialect: 'supportbee', events: ['ticket.assigned.to.team'] },
      { kind: 'fires', triggers: [{ name: 'ticket.assigned.to.team' }] },
    ],
  ])('%s', (_, overrides, expected) => {
    expect(firing(overrides)).toMatchObject(expected);
  });

  test('whose condition this release does not know never fires, and says why', () => {
    const odd = { all: [ofTeam, { field: 'assignment.kind', op: 'rhymes', value: 'x' }] };
    expect(firing({ condition: odd })).toMatchObject({
      kind: 'condition-false',
      fault: expect.stringContaining('/all/1'),
    });
  });
});

test('a delivery for each URL, under ids that follow from the event', () => {
  const planned = () => planDeliveries(subscription(), event, 5).map(({ delivery }) => delivery);
  expect(planned()).toEqual(planned());
  expect(new Set(planned().map(({ id }) => id)).size).toBe(2);
  expect(planned()[0]).toMatchObject({ eventId: 'e-1', ticketId: '7', acceptedAt: 5, number: 1 });
});
