import type { ConditionInput } from '@deskhook/domain';
import type { Random } from './random.js';
import { sampleEvents, type SampleEvent } from './sample-events.js';
import { realisticStrangers, sampleSubscription, type Strangers } from './sample-subscriptions.js';

/** So many different events take turns. */
const EVENTS = 64;

/** What the subscriptions are that no event matches. */
export const SCENARIOS = ['realistic', 'crowded', 'custom-fields', 'texts', 'patterns', 'ranges'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export function scenarioEvents(): readonly SampleEvent[] {
  return sampleEvents(EVENTS);
}

export function strangersOf(scenario: Scenario, events: readonly SampleEvent[]): Strangers {
  switch (scenario) {
    case 'realistic':
      return realisticStrangers(events, 0.05);
    case 'crowded':
      return realisticStrangers(events, 0.3);
    case 'custom-fields':
      return alike((_, n) => ({ field: `ticket.custom_fields.own_${n}`, op: 'eq', value: 'yes' }));
    case 'texts':
      return alike((random) => ({
        field: 'ticket.subject',
        op: 'contains',
        value: `unheard ${random.below(500)}`,
      }));
    case 'patterns':
      return alike((_, n) => ({ field: 'ticket.subject', op: 'matches', value: `^(re|fwd): .*${n}` }));
    case 'ranges':
      return alike((random) => ({
        field: 'ticket.custom_fields.amount',
        op: 'gt',
        value: 10_000 + random.below(90_000),
      }));
    default:
      return scenario satisfies never;
  }
}

/** Conditions of one kind, for every type of event. */
function alike(condition: (random: Random, n: number) => ConditionInput): Strangers {
  return (random, n) => sampleSubscription(n, ['*'], condition(random, n));
}
