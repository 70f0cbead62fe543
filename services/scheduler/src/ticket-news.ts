import type { AcceptedEvent } from '@deskhook/contracts';
import { isAgentActor, isAgentAuthor } from '@deskhook/dialects';
import { closedOrReopened, endsTicket, opensTicket, type SlaFact, type SlaStatus } from '@deskhook/domain';
import { z } from 'zod';

/** What an event tells of a ticket. */
export interface TicketNews {
  readonly tenant: string;
  readonly ticketId: string;
  readonly fact: SlaFact;
  readonly ticket: Readonly<Record<string, unknown>>;
  /** Trace context of the event. */
  readonly trace?: string;
}

const id = z.union([z.number(), z.string()]).nullish();
const text = z.string().nullish();
const words = z.object({ id, slug: text, name: text, base: text });
const instant = z
  .string()
  .transform((stated) => Date.parse(stated))
  .nullish();
const flag = z.boolean().nullish();
const anything = z.unknown().optional();
/** Words of policies have at most 128 characters. Longer ones match none, and must not fill the ticket's state. */
const WORD_LENGTH_MAX = 129;
/** The data of an accepted event fits: its types were checked. A change's sides may be anything. */
const dataSchema = z.object({
  ticket: z.object({
    status: words.nullish(),
    priority: words.nullish(),
    counts: z.object({ agent_replies: z.number().nullish() }).nullish(),
    flags: z.object({ spam: flag, trash: flag, deleted: flag }).nullish(),
    sla: z.object({ response_due: instant, solution_due: instant }).nullish(),
    timestamps: z.object({ created: instant }).nullish(),
  }),
  changes: z
    .array(z.object({ field: z.string(), old: anything, new: anything, old_id: id, new_id: id }))
    .nullish(),
  message: z.object({ visibility: text }).nullish(),
});
/** The ticket as it was sent: what is read of it above is converted. */
const ticketSchema = z.record(z.string(), z.unknown());
type Data = z.infer<typeof dataSchema>;
type Words = z.infer<typeof words>;

const PRIVATE: ReadonlySet<string> = new Set(['private', 'internal']);

/** Reads an event; null when it is not about a ticket. An event cannot have happened after it was stored. */
export function ticketNews(event: AcceptedEvent, storedAt: number): TicketNews | null {
  const { tenant, ticketId, type } = event;
  const read = dataSchema.safeParse(event.data);
  if (ticketId === null || !read.success) return null;
  const { data } = read;
  const at = Math.min(event.time ?? storedAt, storedAt);
  const created = data.ticket.timestamps?.created ?? null;
  const fact: SlaFact = {
    at,
    type,
    id: event.id,
    status: statusOf(present(data, 'status')),
    priority: priorityOf(data),
    reply: replyOf(event, data),
    agentReplied: (data.ticket.counts?.agent_replies ?? 0) > 0,
    due: dueOf(data),
    created: created === null ? null : Math.min(created, at),
    putAway: putAwayOf(type, data),
  };
  const ticket = ticketSchema.parse(event.data['ticket']);
  return { tenant, ticketId, fact: { ...fact, type: typeOf(event, data, fact) }, ticket };
}

/**
 * What is derived of a change counts as it does where helpdesks publish it themselves. Here a ticket has ended also where it was
 * resolved or canceled: it is not reopened by going from one end to another.
 */
function typeOf(event: AcceptedEvent, data: Data, fact: SlaFact): string {
  const derived = closedOrReopened(event) ?? event.type;
  if (event.type !== 'ticket.updated' || derived === 'ticket.closed') return derived;
  if (endsTicket(fact)) return event.type;
  const former = statusOf(side(data, 'status', 'old'));
  const hadEnded = former !== null && endsTicket({ ...fact, status: former });
  return hadEnded && opensTicket(fact) ? 'ticket.reopened' : derived;
}

/** The status as it is stated; null where only its id is. */
function statusOf(stated: Words | null): SlaStatus | null {
  if (stated === null) return null;
  const slug = wordOf(stated);
  return slug === null && stated.base == null
    ? null
    : {
        id: stated.id == null ? null : cut(String(stated.id)),
        slug,
        base: stated.base == null ? null : cut(stated.base),
      };
}

/** What the ticket states; where it states nothing, what the event's change says that it became. */
function present(data: Data, field: 'status' | 'priority'): Words | null {
  return data.ticket[field] ?? side(data, field, 'new');
}

function priorityOf(data: Data): string | null {
  const stated = present(data, 'priority');
  return stated === null ? null : wordOf(stated);
}

/** What the helpdesk calls it: its slug, else its name. */
function wordOf({ slug, name }: Words): string | null {
  const word = slug ?? name ?? null;
  return word === null ? null : cut(word);
}

const cut = (word: string): string => word.slice(0, WORD_LENGTH_MAX);

function side({ changes }: Data, field: string, which: 'old' | 'new'): Words | null {
  const change = changes?.find((one) => one.field === field);
  if (change === undefined) return null;
  const value = change[which];
  if (typeof value === 'string') return { id: change[`${which}_id`], slug: value };
  return words.safeParse(value).data ?? null;
}

/** By whom a public reply is: as its author is stated, else as its actor; a customer's where nothing tells. */
function replyOf({ type, data, actorType }: AcceptedEvent, { message }: Data): SlaFact['reply'] {
  if (type !== 'reply.created' || PRIVATE.has(message?.visibility ?? '')) return null;
  const isAgent = isAgentAuthor(data['message'], data['ticket']) ?? isAgentActor(data, actorType) ?? false;
  return isAgent ? 'agent' : 'customer';
}

function dueOf({ ticket: { sla } }: Data): SlaFact['due'] {
  return {
    ...(sla?.response_due === undefined ? {} : { response: sla.response_due }),
    ...(sla?.solution_due === undefined ? {} : { solution: sla.solution_due }),
  };
}

const PUT_AWAY_BY_TYPE: Readonly<Record<string, SlaFact['putAway']>> = {
  'ticket.spam_marked': { spam: true },
  'ticket.spam_cleared': { spam: false },
  'ticket.trashed': { trash: true },
  'ticket.untrashed': { trash: false },
  'ticket.deleted': { deleted: true },
};

/** What the type says counts more than the flags: those may be of a moment before. */
function putAwayOf(type: string, { ticket: { flags } }: Data): SlaFact['putAway'] {
  const stated = Object.entries(flags ?? {}).filter(([, value]) => typeof value === 'boolean');
  return { ...Object.fromEntries(stated), ...PUT_AWAY_BY_TYPE[type] };
}
