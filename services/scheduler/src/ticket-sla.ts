import type { SlaState, TicketSla } from '@deskhook/contracts';
import type { SlaClock, SlaStay } from '@deskhook/domain';
import type { JudgedState } from './sla-state.js';

/** A ticket's clocks as the API shows them. */
export function ticketSla({ state, policy, verdict }: JudgedState, now: number): TicketSla {
  return {
    ticketId: state.ticketId,
    at: instant(now),
    policy: policy === null ? null : { id: policy.id, name: policy.name },
    calendar: policy?.calendar ?? null,
    status: wordOf(verdict.stage?.status ?? null),
    priority: verdict.priority,
    clocks: verdict.clocks.map((clock) => shown(clock, state.told)),
    timeConditions: verdict.stays.flatMap((stay) => shownStay(stay, now)),
    history: state.facts.map((fact) => ({
      at: instant(fact.at),
      type: fact.type,
      status: wordOf(fact.status),
      eventId: fact.id,
    })),
  };
}

function shown(clock: SlaClock, told: SlaState['told']): TicketSla['clocks'][number] {
  const { metric, source, status, cycle } = clock;
  return {
    metric,
    source,
    status,
    startedAt: instant(clock.startedAt),
    due: status === 'paused' ? null : instantOrNull(clock.due),
    targetSeconds: seconds(clock.targetMs),
    elapsedSeconds: seconds(clock.elapsedMs),
    remainingSeconds: clock.remainingMs === null ? null : seconds(clock.remainingMs),
    endedAt: instantOrNull(clock.endedAt),
    breachedAt: instantOrNull(clock.breachedAt),
    warnings: clock.warnings.flatMap(({ name, at }) =>
      at === null ? [] : [{ at: instant(at), given: told[`${metric}/${cycle}/${name}`] === at }],
    ),
  };
}

function shownStay({ condition, since, due }: SlaStay, now: number): TicketSla['timeConditions'] {
  if (due === null) return [];
  return [{ id: condition.id, since: instant(since), due: instant(due), met: due <= now }];
}

function wordOf(status: SlaState['facts'][number]['status']): string | null {
  return status?.slug ?? status?.base ?? null;
}

const instant = (at: number): string => new Date(at).toISOString();
const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));
const seconds = (ms: number): number => Math.trunc(ms / 1_000);
