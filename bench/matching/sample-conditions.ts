import type { ConditionInput } from '@deskhook/domain';
import * as helpdesk from './helpdesk.js';
import type { Random } from './random.js';
import type { SampleEvent, SampleTicket } from './sample-events.js';

type Source = (random: Random) => string | number;
type Values = { readonly [name in keyof typeof SOURCES]: string | number };
type Template = (values: Values, random: Random) => ConditionInput;

const SOURCES = {
  status: (random) => random.pick(helpdesk.STATUSES),
  priority: (random) => random.pick(helpdesk.PRIORITIES),
  team: helpdesk.anyTeam,
  category: helpdesk.anyCategory,
  tag: helpdesk.anyTag,
  organization: helpdesk.anyOrganization,
  email: helpdesk.anyEmail,
  agent: helpdesk.anyAgent,
  replies: helpdesk.anyReplies,
} as const satisfies Record<string, Source>;

const test = (field: string, op: string, value?: unknown): ConditionInput =>
  value === undefined ? { field, op } : { field, op, value };
const status = (op: string, value: unknown) => test('ticket.status.slug', op, value);
const priority = (op: string, value: unknown) => test('ticket.priority.slug', op, value);
const team = ({ team }: Values) => test('ticket.team.name', 'eq', team);
const category = ({ category }: Values) => test('ticket.category.slug', 'eq', category);
const organization = ({ organization }: Values) => test('ticket.requester.organization', 'eq', organization);
const custom = (key: string, op: string, value: unknown) => test(`ticket.custom_fields.${key}`, op, value);

function customField(random: Random): ConditionInput {
  if (random.chance(0.3))
    return custom(`field_${random.below(helpdesk.RARE_CUSTOM_FIELDS)}`, 'eq', `value-${random.below(100)}`);
  const [key, count] = random.pick(helpdesk.CUSTOM_FIELDS);
  return custom(key, 'eq', `${key}-${random.below(count)}`);
}

/** What people ask for, and how often of 100 times. */
const TEMPLATES: readonly (readonly [weight: number, template: Template])[] = [
  [12, (values) => ({ all: [organization(values), status('ne', 'closed')] })],
  [
    10,
    (values, random) =>
      test('ticket.requester.email', 'in', [
        values.email,
        ...random.some(2, () => helpdesk.anyEmail(random)),
      ]),
  ],
  [12, (values) => ({ all: [team(values), priority('in', ['high', 'urgent']), category(values)] })],
  [10, (values) => ({ all: [team(values), category(values), status('eq', values.status)] })],
  [10, (values, random) => ({ all: [customField(random), priority('eq', values.priority)] })],
  [8, (values, random) => ({ all: [customField(random), customField(random), team(values)] })],
  [
    7,
    (values, random) => ({
      all: [
        test('ticket.tags.slug', 'eq', values.tag),
        { any: [priority('eq', 'urgent'), customField(random)] },
        team(values),
      ],
    }),
  ],
  [
    5,
    (values) => ({
      all: [test('ticket.agents.id', 'eq', values.agent), test('ticket.agents', 'changed'), category(values)],
    }),
  ],
  [
    6,
    (values) => ({
      all: [test('ticket.status', 'changed_to', values.status), team(values), organization(values)],
    }),
  ],
  [
    5,
    (values) => ({
      all: [team(values), category(values), test('ticket.counts.replies', 'gte', values.replies)],
    }),
  ],
  [2, (_, random) => custom('amount', 'gt', 9000 + random.below(10_000))],
  [1, (_, random) => ({ all: [custom('amount', 'lte', random.below(5000)), priority('eq', 'urgent')] })],
  [
    4,
    (values, random) => ({
      all: [category(values), test('ticket.subject', 'contains', helpdesk.anyPhrase(random))],
    }),
  ],
  [2, (_, random) => test('ticket.subject', 'contains', helpdesk.anyPhrase(random))],
  [2, (_, random) => test('ticket.requester.email', 'ends_with', `@company-${random.below(5000)}.example`)],
  [
    2,
    (values) => ({
      all: [
        organization(values),
        { not: { any: [status('eq', 'closed'), test('ticket.tags.slug', 'eq', 'spam')] } },
      ],
    }),
  ],
  [
    2,
    (values, random) => ({
      any: [
        {
          all: [
            team(values),
            test('ticket.tags.slug', 'eq', values.tag),
            status('nin', ['closed', 'resolved']),
          ],
        },
        {
          all: [
            customField(random),
            category(values),
            { any: [priority('eq', 'high'), priority('eq', 'urgent')] },
          ],
        },
      ],
    }),
  ],
];
const WEIGHTS = TEMPLATES.reduce((sum, [weight]) => sum + weight, 0);

/** A condition that somebody might have. `familiar`: how often an operand is the event's, beside chance. */
export function sampleCondition(random: Random, event: SampleEvent, familiar: number): ConditionInput {
  return templateAt(random.below(WEIGHTS))(sampleValues(random, event, familiar), random);
}

function templateAt(place: number): Template {
  let left = place;
  for (const [weight, template] of TEMPLATES) {
    if (left < weight) return template;
    left -= weight;
  }
  throw new Error(`there is no template at ${place}`);
}

function sampleValues(random: Random, { data: { ticket } }: SampleEvent, familiar: number): Values {
  const own = valuesOf(ticket);
  const value = (name: keyof Values) => (random.chance(familiar) ? own[name] : SOURCES[name](random));
  return {
    status: value('status'),
    priority: value('priority'),
    team: value('team'),
    category: value('category'),
    tag: value('tag'),
    organization: value('organization'),
    email: value('email'),
    agent: value('agent'),
    replies: value('replies'),
  };
}

function valuesOf(ticket: SampleTicket): Values {
  return {
    status: ticket.status.slug,
    priority: ticket.priority.slug,
    team: ticket.team.name,
    category: ticket.category.slug,
    tag: ticket.tags[0]?.slug ?? '',
    organization: ticket.requester.organization,
    email: ticket.requester.email,
    agent: ticket.agents[0]?.id ?? 0,
    replies: ticket.counts.replies,
  };
}
