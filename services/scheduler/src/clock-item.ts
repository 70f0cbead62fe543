import type { SlaClockItem } from '@deskhook/contracts';
import type { SlaClock } from '@deskhook/domain';
import type { JudgedState } from './sla-state.js';

/** The clocks of a ticket that have not ended, as the list of a tenant's clocks shows them. */
export function clockItems({ state, policy, verdict }: JudgedState): SlaClockItem[] {
  return verdict.clocks.flatMap((clock) => {
    const status = openStatus(clock);
    if (status === null) return [];
    const { metric, source, cycle, due, remainingMs, breachedAt } = clock;
    const given = clock.warnings.filter(
      ({ name, at }) => at !== null && state.told[`${metric}/${cycle}/${name}`] === at,
    );
    return [
      {
        ticketId: state.ticketId,
        metric,
        source,
        status,
        policy: policy === null ? null : { id: policy.id, name: policy.name },
        startedAt: new Date(clock.startedAt).toISOString(),
        due: status === 'paused' || due === null ? null : new Date(due).toISOString(),
        remainingSeconds: remainingMs === null ? null : Math.trunc(remainingMs / 1_000),
        warningsGiven: given.length,
        breachedAt: breachedAt === null ? null : new Date(breachedAt).toISOString(),
      },
    ];
  });
}

/** Null: it has ended, or its ticket is put away. */
export function openStatus({ status }: SlaClock): SlaClockItem['status'] | null {
  switch (status) {
    case 'running':
    case 'paused':
    case 'breached':
      return status;
    case 'met':
    case 'cancelled':
      return null;
    default:
      return status satisfies never;
  }
}
