import { describe, expect, test } from '@jest/globals';
import type { EventFacts } from './event-facts.js';
import type { NativeEvent } from './native-event.js';
import { canonicalSelectors, selectorProblem, sendsTrigger, triggersOf } from './triggers.js';

const events: readonly NativeEvent[] = [
  { name: 'new', title: 'New', types: ['ticket.created'] },
  {
    name: 'assignee',
    title: 'Assignee',
    types: ['ticket.assigned', 'ticket.assignees_changed'],
    occurrence: ({ stateChange }) => `assignee ${stateChange}`,
  },
  {
    name: 'agent.reply',
    title: 'Agent reply',
    types: ['reply.created'],
    when: ({ data }) => data['by'] === 'agent',
  },
  { name: 'any.reply', title: 'Reply', types: ['reply.created'] },
  {
    name: 'viewed',
    title: 'Viewed',
    types: ['article.viewed'],
    throttle: { option: 'every', key: ({ data }) => String(data['id']) },
  },
  { name: 'gone', title: 'Gone', types: ['ticket.deleted'], isOffByDefault: true },
];
const dialect = {
  name: 'example',
  events,
  sendsCustomEvents: true,
  options: { every: { kind: 'duration', default: '15m', max: '7d', description: '' } },
} as const;
const fact = (type: string, data: EventFacts['data'] = {}, stateChange = 'e1'): EventFacts => ({
  id: 'e1',
  type,
  stateChange,
  actorType: null,
  data,
});
const names = (selectors: string[], event: EventFacts) =>
  triggersOf(dialect, selectors, event, {}).map(({ name }) => name);

describe('triggersOf', () => {
  test.each([['*'], ['ticket.*'], ['ticket.created'], ['new']])('%s selects the native event', (selector) => {
    expect(triggersOf(dialect, [selector], fact('ticket.created'), {})).toEqual([
      { name: 'new', occurrence: 'e1', throttle: null },
    ]);
  });
  test('one event fires every native event that it is, each once', () => {
    expect(names(['*', 'reply.created', 'agent.reply'], fact('reply.created', { by: 'agent' }))).toEqual([
      'agent.reply',
      'any.reply',
    ]);
    expect(names(['*'], fact('reply.created', { by: 'client' }))).toEqual(['any.reply']);
    expect(names(['agent.reply'], fact('reply.created', { by: 'client' }))).toEqual([]);
  });
  test('what the dialect does not know is not sent', () => {
    expect(names(['*'], fact('ticket.trashed'))).toEqual([]);
  });
  test('custom events go out under their own name', () => {
    expect(names(['custom.*'], fact('custom.order'))).toEqual(['custom.order']);
    expect(names(['ticket.*'], fact('custom.order'))).toEqual([]);
  });
  test('events of one state change are one occurrence', () => {
    const occurrences = ['ticket.assigned', 'ticket.assignees_changed'].map(
      (type) => triggersOf(dialect, ['*'], fact(type, {}, 'change-1'), {})[0]?.occurrence,
    );
    expect(occurrences).toEqual(['assignee change-1', 'assignee change-1']);
  });
  test('an event that is off by default has to be named', () => {
    expect(names(['*', 'ticket.*'], fact('ticket.deleted'))).toEqual([]);
    expect(names(['gone'], fact('ticket.deleted'))).toEqual(['gone']);
    expect(names(['ticket.deleted'], fact('ticket.deleted'))).toEqual(['gone']);
  });
  test('a throttle takes its time from the options; zero switches it off', () => {
    const throttleOf = (given: Record<string, string>) =>
      triggersOf(dialect, ['viewed'], fact('article.viewed', { id: 7 }), given)[0]?.throttle;
    expect(throttleOf({})).toEqual({ key: 'viewed 7', windowMs: 900_000 });
    expect(throttleOf({ every: '1h' })).toEqual({ key: 'viewed 7', windowMs: 3_600_000 });
    expect(throttleOf({ every: '0s' })).toBeNull();
  });
  test('a dialect without native events sends the canonical one', () => {
    expect(triggersOf({ ...dialect, events: null }, ['*'], fact('ticket.created'), {})).toEqual([
      { name: null, occurrence: 'e1', throttle: null },
    ]);
  });
});

test('canonicalSelectors looks native names up', () => {
  expect(canonicalSelectors(dialect, ['assignee', 'ticket.*', 'ticket.assigned'])).toEqual([
    'ticket.assigned',
    'ticket.assignees_changed',
    'ticket.*',
  ]);
});

describe("Deskhook's own news", () => {
  const canonical = { ...dialect, events: null };
  const selected = (selectors: readonly string[], type: string) =>
    triggersOf(canonical, selectors, fact(type), {}).length;

  test.each([
    [['*'], 'deskhook.delivery_failed', 0],
    [['*', 'ticket.*'], 'deskhook.endpoint_disabled', 0],
    [['*', 'deskhook.*'], 'deskhook.endpoint_disabled', 1],
    [['deskhook.delivery_failed'], 'deskhook.delivery_failed', 1],
    [['*'], 'ticket.created', 1],
  ])('%j of %s: %i', (selectors, type, count) => {
    expect(selected(selectors, type)).toBe(count);
  });
});

describe('selectorProblem', () => {
  test.each(['new', 'ticket.created', 'ticket.*', '*', 'custom.*', 'custom.order', 'article.*'])(
    '%s selects something',
    (text) => expect(selectorProblem(dialect, text)).toBeNull(),
  );
  test.each([
    ['assigne', 'did you mean "assignee"?'],
    ['ticket.craeted', 'did you mean "ticket.created"?'],
    ['ticket.trashed', 'never sent in the dialect example'],
    ['user.*', 'never sent'],
    ['nonsense-of-all-kinds', 'GET /v1/dialects'],
  ])('%s is refused', (text, problem) => expect(selectorProblem(dialect, text)).toContain(problem));
  test('without native events the canonical selectors count', () => {
    expect(selectorProblem({ ...dialect, events: null }, 'ticket.created')).toBeNull();
    expect(selectorProblem({ ...dialect, events: null }, 'ticket.craeted')).toContain('did you mean');
  });
});

test.each([
  [events, 'new', true],
  [events, 'old', false],
  [events, 'custom.order', true],
  [events, null, false],
  [null, null, true],
  [null, 'new', false],
])('sendsTrigger tells the deliveries of a dialect from those of another', (own, trigger, isSent) => {
  expect(sendsTrigger({ ...dialect, events: own }, trigger)).toBe(isSent);
});
