import type { SlaState } from '@deskhook/contracts';
import { withSlaFact, withTicket, type SlaVerdict, type TicketSnapshot } from '@deskhook/domain';
import { openStatus } from './clock-item.js';
import type { SelectingPolicy } from './policy-of-record.js';
import type { TicketNews } from './ticket-news.js';

const IDLE_MS = 90 * 86_400_000;
const TICKET_LENGTH_MAX = 100_000;
const MEMBER_LENGTH_MAX = 8_000;
/** What is kept of a ticket of which nothing is to be told any more. */
const OUTLINE = ['id', 'subject', 'status', 'priority', 'sla'];

/** The state of a ticket of which nothing was heard yet. */
export function newState(tenant: string, ticketId: string): SlaState {
  return {
    tenant,
    ticketId,
    version: 0,
    next: null,
    open: [],
    facts: [],
    thinnedTo: null,
    settled: [],
    told: {},
    snapshot: { ticket: {}, saidAt: {} },
    isReduced: false,
    policyId: null,
    policies: '',
  };
}

/** The state with what an event tells. A ticket that was reduced is whole again with its next event. */
export function withNews(state: SlaState, { fact, ticket, trace }: TicketNews): SlaState {
  const { facts, thinnedTo, settled, told } = withSlaFact(state, fact);
  const isReduced = state.isReduced && fact.at < Math.max(...Object.values(state.snapshot.saidAt));
  const snapshot = withinLimit(withTicket(state.snapshot, ticket, fact.at));
  return {
    ...state,
    facts: [...facts],
    thinnedTo,
    settled: [...settled],
    told: { ...told },
    snapshot,
    isReduced,
    ...(trace === undefined ? {} : { trace }),
  };
}

/** A state with how it stands at an instant, by which policy, and under which policies of the tenant that one was chosen. */
export interface JudgedState {
  readonly state: SlaState;
  readonly policy: SelectingPolicy | null;
  readonly policies: string;
  readonly verdict: SlaVerdict;
}

/** The state as it is to be stored once what is due was told. Members stand in the order of the schema. */
export function withVerdict({ state, policy, policies, verdict }: JudgedState): SlaState {
  const { facts, thinnedTo, settled, told } = verdict.record;
  const isFinished = verdict.next === null && verdict.isAtRest;
  return {
    tenant: state.tenant,
    ticketId: state.ticketId,
    version: state.version,
    next: verdict.next,
    open: verdict.clocks
      .filter((clock) => openStatus(clock) !== null)
      .map(({ metric, due }) => ({ metric, due })),
    facts: [...facts],
    thinnedTo,
    settled: [...settled],
    told: { ...told },
    snapshot: isFinished ? outline(state.snapshot) : state.snapshot,
    isReduced: isFinished,
    policyId: policy?.id ?? null,
    policies,
    ...(state.trace === undefined ? {} : { trace: state.trace }),
  };
}

/** How long the state is kept if nothing more is heard of the ticket; null: as long as something may be to be told. */
export function keepMsOf({ next, clocks }: SlaVerdict): number | null {
  const isIdle = next === null && clocks.every(({ status }) => status === 'met' || status === 'cancelled');
  return isIdle ? IDLE_MS : null;
}

/** Of a very large ticket its large members are left out, since they go out with every warning and breach. */
function withinLimit(snapshot: TicketSnapshot): SlaState['snapshot'] {
  if (lengthOf(snapshot.ticket) <= TICKET_LENGTH_MAX)
    return { ticket: snapshot.ticket, saidAt: snapshot.saidAt };
  const smaller = only(snapshot, (member) => lengthOf(snapshot.ticket[member]) <= MEMBER_LENGTH_MAX);
  return lengthOf(smaller.ticket) <= TICKET_LENGTH_MAX ? smaller : outline(smaller);
}

function outline(snapshot: TicketSnapshot): SlaState['snapshot'] {
  return only(snapshot, (member) => OUTLINE.includes(member));
}

function only({ ticket, saidAt }: TicketSnapshot, isKept: (member: string) => boolean): SlaState['snapshot'] {
  const kept = <T>(members: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(members).filter(([member]) => isKept(member)));
  return { ticket: kept(ticket), saidAt: kept(saidAt) };
}

/** A value that is nested too deeply to be written counts as large. */
function lengthOf(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0;
  } catch {
    return Infinity;
  }
}
