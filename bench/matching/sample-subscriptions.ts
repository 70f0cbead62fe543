import {
  eventGroup,
  eventReader,
  holds,
  NO_CALENDARS,
  parseCondition,
  type Condition,
  type ConditionContext,
  type ConditionEvent,
  type ConditionInput,
  type EventReader,
  type IndexedSubscription,
} from '@deskhook/domain';
import { EVENT_TYPES, OTHER_TYPES } from './helpdesk.js';
import { Random } from './random.js';
import { sampleCondition } from './sample-conditions.js';
import { COMMON, type SampleEvent } from './sample-events.js';

export const TENANT = 'acme';
export const CONTEXT: ConditionContext = {
  now: Date.parse('2026-02-17T14:45:01.000Z'),
  workingTime: NO_CALENDARS,
};

/** A subscription, and its condition as JSON for who wants to compile it otherwise. */
export interface SampleSubscription extends IndexedSubscription {
  readonly input: ConditionInput | null;
}

/** So many that no event of the benchmark matches, however many there are. */
export type Strangers = (random: Random, n: number) => SampleSubscription;

/** The three that every event matches: spread among the others. */
const MATCHING: readonly (readonly [events: readonly string[], input: ConditionInput])[] = [
  [
    ['ticket.*', 'reply.*'],
    {
      all: [
        { field: 'ticket.custom_fields.brand', op: 'eq', value: 'Atlas' },
        { field: 'ticket.requester.email', op: 'ends_with', value: '.example' },
        { field: 'ticket.status.slug', op: 'ne', value: 'merged' },
        { field: 'ticket.counts.replies', op: 'lt', value: 1000 },
      ],
    },
  ],
  [
    EVENT_TYPES,
    {
      all: [
        { field: 'ticket.origin.slug', op: 'in', value: ['email', 'chat'] },
        { field: 'ticket.team.name', op: 'nin', value: ['Sales', 'Billing'] },
        {
          not: {
            any: [
              { field: 'ticket.tags.slug', op: 'eq', value: 'spam' },
              { field: 'ticket.flags.trash', op: 'eq', value: true },
            ],
          },
        },
      ],
    },
  ],
  [
    ['*'],
    {
      all: [
        { field: 'ticket.subject', op: 'contains', value: COMMON.phrase },
        {
          any: [
            { field: 'ticket.priority.slug', op: 'in', value: ['high', 'urgent'] },
            { field: 'ticket.custom_fields.product', op: 'exists', value: true },
          ],
        },
      ],
    },
  ],
];
export const MATCHES = MATCHING.length;

/** `size` subscriptions, of which every event matches exactly three. */
export function* sampleSubscriptions(size: number, strangers: Strangers): Iterable<SampleSubscription> {
  const random = new Random(size);
  const apart = Math.floor(size / MATCHES);
  for (let n = 0; n < size; n++) {
    const [events, input] = (n % apart === 0 ? MATCHING[n / apart] : undefined) ?? [];
    yield events === undefined ? strangers(random, n) : sampleSubscription(n, events, input ?? null);
  }
}

/** Realistic ones, drawn until no event matches. `familiar`: how often an operand is what one of the events has. */
export function realisticStrangers(events: readonly SampleEvent[], familiar: number): Strangers {
  const readers = events.map((event) => readEvent(event));
  return (random, n) => {
    for (;;) {
      const input = sampleCondition(random, random.pick(events), familiar);
      const drawn = sampleSubscription(n, sampleSelectors(random), input);
      if (!readers.some((reader) => matches(drawn, reader))) return drawn;
    }
  };
}

export function sampleSubscription(
  n: number,
  events: readonly string[],
  input: ConditionInput | null,
): SampleSubscription {
  const condition = input === null ? null : compile(input);
  return { id: `sub_${String(n).padStart(8, '0')}`, tenant: TENANT, active: true, events, condition, input };
}

export function readEvent(event: ConditionEvent): EventReader {
  return eventReader(event, CONTEXT);
}

/** What looking at one subscription costs without an index. */
export function matches({ events, condition }: IndexedSubscription, reader: EventReader): boolean {
  return selects(events, reader.event.type) && (condition === null || holds(condition, reader));
}

function selects(selectors: readonly string[], type: string): boolean {
  for (const selector of selectors)
    if (selector === type || selector === '*' || selector === `${eventGroup(type)}.*`) return true;
  return false;
}

/** One exact type mostly; or several, a group, everything. */
function sampleSelectors(random: Random): readonly string[] {
  const kind = random.next();
  if (kind < 0.15) return ['ticket.*'];
  if (kind < 0.2) return ['*'];
  if (kind < 0.4) return random.some(2, () => random.pick(EVENT_TYPES));
  return [random.chance(0.7) ? random.pick(EVENT_TYPES) : random.pick(OTHER_TYPES)];
}

function compile(input: ConditionInput): Condition {
  const parsed = parseCondition(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.condition;
}
