import { isOneOf, type SlaStatus } from './sla-fact.js';
import type { SlaPolicy, SlaTimeCondition } from './sla-policy.js';
import type { TicketCourse } from './ticket-course.js';

/** A ticket's present stay in the statuses of a time condition. Instants are epoch milliseconds. */
export interface SlaStay {
  readonly condition: SlaTimeCondition;
  readonly status: SlaStatus | null;
  /** Since when it is in one of the statuses; moving between two of them is one stay. */
  readonly since: number;
  /** When the condition is met if the ticket stays; null: no working hours are left to come. */
  readonly due: number | null;
}

/** The stays that the ticket is in now. One that is put away stays nowhere. */
export function staysOf({ stages }: TicketCourse, policy: SlaPolicy | null): SlaStay[] {
  const last = stages.at(-1);
  if (policy === null || last === undefined || last.isPutAway) return [];
  return policy.timeConditions.flatMap((condition) => {
    const { statuses, afterMs } = condition;
    if (!isOneOf(last.status, statuses)) return [];
    const before = stages.findLastIndex(({ status, isPutAway }) => isPutAway || !isOneOf(status, statuses));
    const since = stages[before + 1]?.from ?? last.from;
    return [{ condition, status: last.status, since, due: policy.workingTime.add(since, afterMs) }];
  });
}
