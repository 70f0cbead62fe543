/** A ticket's status in the helpdesk's words. */
export interface SlaStatus {
  readonly id: string | null;
  readonly slug: string | null;
  /** `new`, `in_progress`, `stopped`, `canceled`, `resolved` or `closed`. */
  readonly base: string | null;
}

/** The due instants that a helpdesk may state itself (dialects page, section 7: `ticket.sla`). */
export const STATED_METRICS = ['response', 'solution'] as const;
export type StatedMetric = (typeof STATED_METRICS)[number];

/** Ways in which a ticket is put away. Its clocks do not count meanwhile. */
export const PUT_AWAY_FLAGS = ['spam', 'trash', 'deleted'] as const;
export type PutAwayFlag = (typeof PUT_AWAY_FLAGS)[number];

/** Where something stands in a ticket's history: by its instant, then by a rank and an id, so that any two have an order. */
export interface FactPosition {
  /** The event's own time, else when the broker stored it; epoch milliseconds. */
  readonly at: number;
  readonly type: string;
  /** The event's id. */
  readonly id: string;
}

/** What one event says of a ticket's clocks. What it does not say is null or absent. */
export interface SlaFact extends FactPosition {
  readonly status: SlaStatus | null;
  /** The priority's slug. */
  readonly priority: string | null;
  readonly reply: 'agent' | 'customer' | null;
  /** The ticket counts replies by agents, so that one was given by now. */
  readonly agentReplied: boolean;
  /** Null: the helpdesk took the due instant away. */
  readonly due: Readonly<Partial<Record<StatedMetric, number | null | undefined>>>;
  /** When the ticket was created. */
  readonly created: number | null;
  readonly putAway: Readonly<Partial<Record<PutAwayFlag, boolean | undefined>>>;
}

const ENDED_BASES: ReadonlySet<string> = new Set(['closed', 'resolved', 'canceled', 'cancelled']);
/** Of events at the same instant, what opens comes first and what closes last: a reply that closes is a reply first. */
const RANKS: Readonly<Record<string, number>> = {
  'ticket.created': 0,
  'ticket.reopened': 1,
  'reply.created': 2,
  'ticket.answered': 2,
  'ticket.closed': 4,
  'ticket.deleted': 5,
};
const RANK_DEFAULT = 3;
/** Types that say something by themselves. */
const TELLING_TYPES: ReadonlySet<string> = new Set([...Object.keys(RANKS), 'ticket.unanswered']);

/** Negative when the one comes before the other, 0 for the same event. */
export function comparePositions(one: FactPosition, other: FactPosition): number {
  return one.at - other.at || rank(one) - rank(other) || compareTexts(one.id, other.id);
}

/** True when the ticket has ended with this event: it was closed, resolved or canceled. */
export function endsTicket({ type, status }: SlaFact): boolean {
  return type === 'ticket.closed' || (type !== 'ticket.reopened' && status !== null && isEnded(status));
}

/** True when the ticket is at work with this event; false also where nothing is said. */
export function opensTicket({ type, status }: SlaFact): boolean {
  return type === 'ticket.reopened' || (type !== 'ticket.closed' && status !== null && !isEnded(status));
}

/** True when an agent has answered with this event. */
export function answers({ type, reply }: SlaFact): boolean {
  return reply === 'agent' || type === 'ticket.answered';
}

/** True when an answer is asked for with this event. */
export function asks({ type, reply }: SlaFact): boolean {
  return reply === 'customer' || type === 'ticket.unanswered';
}

/** False for a fact that leaves every clock as it is, wherever it stands. */
export function isTelling(fact: SlaFact): boolean {
  return (
    TELLING_TYPES.has(fact.type) ||
    fact.status !== null ||
    fact.priority !== null ||
    fact.reply !== null ||
    fact.agentReplied ||
    Object.keys(fact.due).length + Object.keys(fact.putAway).length > 0
  );
}

/** The form in which words of a policy and of a ticket are compared. */
export function foldWord(word: string): string {
  return word.trim().toLowerCase();
}

/** True when the status is one of the words, by its slug or its base. */
export function isOneOf(status: SlaStatus | null, words: ReadonlySet<string>): boolean {
  if (status === null || words.size === 0) return false;
  return [status.slug, status.base].some((word) => word !== null && words.has(foldWord(word)));
}

/** Where a helpdesk states no base, a slug of that name is one. */
function isEnded({ base, slug }: SlaStatus): boolean {
  return ENDED_BASES.has(foldWord(base ?? slug ?? ''));
}

function rank({ type }: FactPosition): number {
  return RANKS[type] ?? RANK_DEFAULT;
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
