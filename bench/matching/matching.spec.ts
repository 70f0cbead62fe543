import { describe, expect, it } from '@jest/globals';
import { MatchingIndex } from '@deskhook/domain';
import { factsOf, rulesEngine } from './rules-engine.js';
import {
  matches,
  MATCHES,
  readEvent,
  sampleSubscriptions,
  TENANT,
  type SampleSubscription,
} from './sample-subscriptions.js';
import { SCENARIOS, scenarioEvents, strangersOf } from './scenarios.js';

const events = scenarioEvents();

describe.each(SCENARIOS)('of the subscriptions of %s', (scenario) => {
  const subscriptions = [...sampleSubscriptions(300, strangersOf(scenario, events))];

  it('every event matches the same three, in turn and by the index', () => {
    const index = new MatchingIndex<SampleSubscription>();
    for (const one of subscriptions) index.put(one);
    for (const event of events) {
      const inTurn = subscriptions.filter((one) => matches(one, readEvent(event)));
      expect(inTurn).toHaveLength(MATCHES);
      expect(index.match(TENANT, event.type, readEvent(event))).toEqual(inTurn);
    }
  });
});

describe('json-rules-engine', () => {
  it('finds the same three', async () => {
    const subscriptions = [...sampleSubscriptions(300, strangersOf('realistic', events))];
    const engine = rulesEngine(subscriptions);
    for (const event of events) {
      const { events: fired } = await engine.run(factsOf(event, subscriptions));
      const expected = subscriptions.filter((one) => matches(one, readEvent(event))).map(({ id }) => id);
      expect(fired.map(({ type }) => type).toSorted()).toEqual(expected);
    }
  });

  it('is given what tells the subscriptions apart that nearly match', async () => {
    const [event] = events;
    if (event === undefined) throw new Error('there is no event');
    const { status } = event.data.ticket;
    const three = [...sampleSubscriptions(3, strangersOf('realistic', events))];
    const engine = rulesEngine(three);
    const facts = { ...factsOf(event, three), 'ticket.status.slug': 'merged' };
    expect(status.slug).not.toBe('merged');
    expect((await engine.run(facts)).events).toHaveLength(MATCHES - 1);
  });
});
