import { derivedId } from './delivery-id.js';

/** The two due instants that a helpdesk may state itself (dialects page, section 7: `ticket.sla`). */
export const SLA_METRICS = ['response', 'solution'] as const;
export type SlaMetric = (typeof SLA_METRICS)[number];

/** What the scheduler reads from an event. Instants are epoch milliseconds. */
export interface SlaFacts {
  readonly tenant: string;
  readonly ticketId: string;
  readonly type: string;
  /** When the event happened; older facts never override newer ones. */
  readonly at: number;
  readonly statusBase: string | null;
  /** Undefined: the event says nothing of the metric. Null: the target was taken away. */
  readonly due: Readonly<Partial<Record<SlaMetric, number | null>>>;
}

/** The authoritative state of one timer. A fired schedule whose version differs is stale. */
export interface TimerState {
  readonly status: 'running' | 'stopped' | 'fired';
  readonly due: number;
  /** The instant of the event that this state follows from. */
  readonly at: number;
  readonly version: number;
}

/** What an event does to one timer: nothing, or a new state, whose schedule is to be armed or not. */
export type TimerChange =
  { readonly kind: 'keep' } | { readonly kind: 'set'; readonly state: TimerState; readonly arm: boolean };

/** Stands for the due instant of a timer that was taken away before it was ever set. */
const NEVER_DUE = 0;
const RESPONSE_EVENTS: ReadonlySet<string> = new Set(['ticket.answered']);
const CLOSED_BASES: ReadonlySet<string> = new Set(['closed', 'resolved', 'canceled']);

/** True when the event meets the target of the metric, so that its clock stops. */
function stops(facts: SlaFacts, metric: SlaMetric, agentReplied: boolean): boolean {
  if (facts.type === 'ticket.closed' || facts.type === 'ticket.deleted') return true;
  if (facts.statusBase !== null && CLOSED_BASES.has(facts.statusBase)) return true;
  return metric === 'response' && (agentReplied || RESPONSE_EVENTS.has(facts.type));
}

/**
 * Decides what an event does to the timer of one metric. An event older than the one that the state follows from
 * changes nothing, so events in any order end in the state of the newest. An event that confirms a running timer arms
 * it again, so that a crash between state and schedule loses nothing.
 */
export function timerChange(
  facts: SlaFacts,
  metric: SlaMetric,
  agentReplied: boolean,
  known: TimerState | null,
): TimerChange {
  if (known !== null && facts.at < known.at) return { kind: 'keep' };
  const due = facts.due[metric];
  if (due === null) return stopped(facts, known?.due ?? NEVER_DUE, known);
  if (stops(facts, metric, agentReplied)) return stopped(facts, due ?? known?.due, known);
  if (due === undefined) return { kind: 'keep' };
  if (known?.due === due && known.status !== 'stopped') {
    return { kind: 'set', state: { ...known, at: facts.at }, arm: known.status === 'running' };
  }
  return {
    kind: 'set',
    state: { status: 'running', due, at: facts.at, version: nextVersion(known) },
    arm: true,
  };
}

/** Also remembered where nothing ran: the event that set the timer may be handled later than the one that ends it. */
function stopped(facts: SlaFacts, due: number | undefined, known: TimerState | null): TimerChange {
  if (due === undefined) return { kind: 'keep' };
  if (known?.status === 'fired' && known.due === due)
    return { kind: 'set', state: { ...known, at: facts.at }, arm: false };
  return {
    kind: 'set',
    state: { status: 'stopped', due, at: facts.at, version: nextVersion(known) },
    arm: false,
  };
}

function nextVersion(known: TimerState | null): number {
  return (known?.version ?? 0) + 1;
}

/** What a fired schedule means, given the authoritative state at that moment (jetstream page: the race at the due instant). */
export type FiredTimer =
  | { readonly kind: 'breached'; readonly state: TimerState }
  | { readonly kind: 'rearm'; readonly state: TimerState }
  | { readonly kind: 'ignore' };

/**
 * Judges a fired schedule: `breached` for the current version of a running timer, `rearm` when a newer version
 * runs (the fire has deleted its schedule), else `ignore`.
 */
export function judgeFiredTimer(firedVersion: number, known: TimerState | null, now: number): FiredTimer {
  if (known === null || known.status !== 'running') return { kind: 'ignore' };
  if (known.version !== firedVersion || known.due > now) return { kind: 'rearm', state: known };
  return { kind: 'breached', state: { ...known, status: 'fired', version: known.version + 1 } };
}

/** The id of the breach event: the same however often the timer fires for the same due instant. */
export function breachEventId(tenant: string, ticketId: string, metric: SlaMetric, due: number): string {
  return derivedId('sla', [tenant, ticketId, metric, String(due)]);
}
