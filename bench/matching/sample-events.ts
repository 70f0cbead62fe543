import type { ConditionEvent } from '@deskhook/domain';
import * as helpdesk from './helpdesk.js';
import { Random } from './random.js';

const AT = Date.parse('2026-02-17T14:45:00.000Z');
const TEXT =
  'Since the update this morning I cannot log in any more: the page says that my session has expired, again and again. ' +
  'I have cleared the cookies and tried another browser. My colleagues have the same trouble. Could you please look?';

/** What every event of the benchmark has; three subscriptions ask for it. */
export const COMMON = { brand: 'atlas', origin: 'email', phrase: 'cannot log in' } as const;

/** A ticket as events carry it. */
export interface SampleTicket {
  readonly subject: string;
  readonly status: { readonly slug: string };
  readonly priority: { readonly slug: string };
  readonly team: { readonly name: string };
  readonly category: { readonly slug: string };
  readonly requester: { readonly email: string; readonly organization: string };
  readonly agents: readonly { readonly id: number }[];
  readonly tags: readonly { readonly slug: string }[];
  readonly counts: { readonly replies: number };
  readonly custom_fields: readonly { readonly key: string; readonly value: string | number }[];
}

export interface SampleEvent extends ConditionEvent {
  readonly data: { readonly ticket: SampleTicket; readonly [part: string]: unknown };
}

/** So many events of one helpdesk, the same in every run. */
export function sampleEvents(count: number): readonly SampleEvent[] {
  const random = new Random(7);
  return Array.from({ length: count }, (_, n) => sampleEvent(random, n));
}

function sampleEvent(random: Random, n: number): SampleEvent {
  const type = random.pick(helpdesk.EVENT_TYPES);
  const ticket = sampleTicket(random, n);
  return {
    id: `event-${n}`,
    type,
    source: '/helpdesk/acme',
    subject: `tickets/${n}`,
    time: AT,
    hopcount: 0,
    actorType: 'agent',
    data: { actor: { id: 12, name: 'Jane Agent', is_agent: true }, ticket, ...partOf(type, ticket, random) },
  };
}

function sampleTicket(random: Random, n: number): SampleTicket {
  const details = {
    id: 1000 + n,
    track_id: `T-${n}`,
    body: { text: TEXT },
    origin: { slug: COMMON.origin },
    timestamps: { created: '2026-02-17T09:12:00.000Z', updated: '2026-02-17T14:45:00.000Z' },
  };
  return {
    ...details,
    subject: `${helpdesk.anySubject(random)} ${COMMON.phrase}`,
    status: { slug: random.pick(helpdesk.STATUSES) },
    priority: { slug: random.pick(helpdesk.PRIORITIES) },
    team: { name: helpdesk.anyTeam(random) },
    category: { slug: helpdesk.anyCategory(random) },
    requester: { email: helpdesk.anyEmail(random), organization: helpdesk.anyOrganization(random) },
    agents: [{ id: helpdesk.anyAgent(random) }],
    tags: random.some(3, () => helpdesk.anyTag(random)).map((slug) => ({ slug })),
    counts: { replies: helpdesk.anyReplies(random) },
    custom_fields: customFields(random),
  };
}

function customFields(random: Random): SampleTicket['custom_fields'] {
  return [
    ...helpdesk.CUSTOM_FIELDS.map(([key, count]) => ({ key, value: `${key}-${random.below(count)}` })),
    { key: `field_${random.below(helpdesk.RARE_CUSTOM_FIELDS)}`, value: `value-${random.below(100)}` },
    { key: 'amount', value: helpdesk.anyAmount(random) },
    { key: 'brand', value: COMMON.brand },
  ];
}

function partOf(type: string, ticket: SampleTicket, random: Random): object {
  switch (type) {
    case 'ticket.status_changed':
      return { changes: [{ field: 'status', old: random.pick(helpdesk.STATUSES), new: ticket.status.slug }] };
    case 'ticket.assigned':
      return { assignment: { id: 77, kind: 'agent', assignee: ticket.agents[0] } };
    case 'reply.created':
      return { message: { id: 901, kind: 'reply', text: 'We are looking into it.', author: { id: 12 } } };
    default:
      return {};
  }
}
