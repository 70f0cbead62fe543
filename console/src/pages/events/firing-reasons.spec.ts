import { expect, it } from '@jest/globals';
import { hasTests, selected, type SubscriptionExplanation } from './firing-reasons.js';

const explained = (
  name: string,
  overrides: Partial<SubscriptionExplanation> = {},
): SubscriptionExplanation => ({
  subscriptionId: `sub_${name}`,
  name,
  fired: false,
  reason: 'type_not_selected',
  detail: '',
  eventId: 'e',
  eventType: 'ticket.created',
  explanation: { all: [], verdict: true },
  deliveries: [],
  ...overrides,
});

const ALL = [
  explained('Chat'),
  explained('CRM', { reason: 'condition_false' }),
  explained('Billing', { reason: 'fired', fired: true }),
  explained('Audit', { reason: 'condition_false' }),
];
const names = (show: 'all' | 'fired' | 'silent', q = '') =>
  selected(ALL, { show, q }).map(({ name }) => name);

it('shows what fired first, then what came closest', () => {
  expect(names('all')).toEqual(['Billing', 'Audit', 'CRM', 'Chat']);
});

it('shows either kind alone, and searches names and reasons', () => {
  expect(names('fired')).toEqual(['Billing']);
  expect(names('silent')).toEqual(['Audit', 'CRM', 'Chat']);
  expect(names('all', 'crm')).toEqual(['CRM']);
  expect(names('all', 'condition not')).toEqual(['Audit', 'CRM']);
});

it('knows a condition from none', () => {
  expect(hasTests(explained('a'))).toBe(false);
  expect(hasTests(explained('a', { explanation: { not: { all: [] }, verdict: false } }))).toBe(true);
  expect(
    hasTests(explained('a', { explanation: { field: 'type', op: 'eq', value: 'x', verdict: true } })),
  ).toBe(true);
});
