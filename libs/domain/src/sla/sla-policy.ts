import type { WorkingTime } from '../calendar/working-time.js';
import { foldWord } from './sla-fact.js';
import type { PolicyMetric } from './ticket-course.js';

/** When a warning is given: so long before the due instant, or after so much of the time. */
export type SlaWarning =
  { readonly kind: 'before'; readonly ms: number } | { readonly kind: 'percent'; readonly percent: number };

/** A ticket that stays in one of the statuses so long, in working time, is told of once for each stay. */
export interface SlaTimeCondition {
  readonly id: string;
  /** Slugs or bases, folded. */
  readonly statuses: ReadonlySet<string>;
  readonly afterMs: number;
  /** The same as the policy writes it. */
  readonly after: string;
}

/** Milliseconds by folded priority slug; `default` is for all others, null for none. */
export type SlaTargets = Readonly<Record<string, number | null>>;

/** What a tenant promises to the tickets that the policy applies to. */
export interface SlaPolicy {
  readonly id: string;
  readonly name: string;
  readonly targets: Readonly<Partial<Record<PolicyMetric, SlaTargets>>>;
  readonly workingTime: WorkingTime;
  /** Slugs or bases, folded, in which its clocks stand still. */
  readonly pauseStatuses: ReadonlySet<string>;
  readonly warnings: readonly SlaWarning[];
  readonly timeConditions: readonly SlaTimeCondition[];
}

const DEFAULT_PRIORITY = 'default';

/** How long the promise may take at this priority, in milliseconds; null: nothing is promised. */
export function targetOf(policy: SlaPolicy, metric: PolicyMetric, priority: string | null): number | null {
  const targets = policy.targets[metric] ?? {};
  const own = priority === null ? undefined : targets[foldWord(priority)];
  return own === undefined ? (targets[DEFAULT_PRIORITY] ?? null) : own;
}

/** A name for a warning that stays the same as long as the policy says the same. */
export function warningName(warning: SlaWarning): string {
  return warning.kind === 'before' ? `before-${warning.ms}` : `percent-${warning.percent}`;
}
