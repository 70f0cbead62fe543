import type { BodyOf, SlaPolicy } from '../../api/types.js';

/** What a policy promises, in the order in which it is shown. */
export const TARGETS = [
  { key: 'firstResponse', label: 'First response' },
  { key: 'nextResponse', label: 'Next response' },
  { key: 'resolution', label: 'Resolution' },
] as const;
export type TargetKey = (typeof TARGETS)[number]['key'];

/** The row for every priority that has none of its own. */
export const DEFAULT_PRIORITY = 'default';

/** In a cell: this priority has no such promise, although there is one by default. */
export const NO_PROMISE = 'none';

/** The targets of one priority, as ISO 8601 durations; empty: as by default, and by default none. */
export interface PriorityRow {
  readonly priority: string;
  readonly targets: Readonly<Record<TargetKey, string>>;
}

export type WarningDraft =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'before'; readonly before: string };

export interface TimeConditionDraft {
  readonly id: string;
  readonly statuses: readonly string[];
  readonly after: string;
}

/** A policy as it is being written. */
export interface PolicyDraft {
  readonly name: string;
  readonly status: SlaPolicy['status'];
  readonly position: number;
  readonly condition: Record<string, unknown> | null;
  readonly rows: readonly PriorityRow[];
  readonly calendar: string | null;
  readonly pauseStatuses: readonly string[];
  readonly warnings: readonly WarningDraft[];
  readonly timeConditions: readonly TimeConditionDraft[];
}

const NONE: PriorityRow['targets'] = { firstResponse: '', nextResponse: '', resolution: '' };

/** What a new policy begins with: a promise that most teams can keep, to be changed. */
export function newPolicy(calendar: string | null): PolicyDraft {
  return {
    name: '',
    status: 'active',
    position: 0,
    condition: null,
    rows: [
      { priority: DEFAULT_PRIORITY, targets: { ...NONE, firstResponse: 'PT8H', resolution: 'PT40H' } },
      { priority: 'urgent', targets: { ...NONE, firstResponse: 'PT1H', resolution: 'PT8H' } },
    ],
    calendar,
    pauseStatuses: ['pending'],
    warnings: [{ kind: 'percent', percent: 80 }],
    timeConditions: [],
  };
}

export function policyDraftOf(policy: SlaPolicy): PolicyDraft {
  const { name, status, position, condition, calendar, pauseStatuses, warnings, timeConditions } = policy;
  return {
    name,
    status,
    position,
    condition,
    rows: rowsOf(policy.targets),
    calendar,
    pauseStatuses,
    warnings: warnings.map((warning) =>
      'percent' in warning
        ? { kind: 'percent', percent: warning.percent }
        : { kind: 'before', before: warning.before },
    ),
    timeConditions: timeConditions.map(({ id, statuses, after }) => ({ id, statuses, after })),
  };
}

/** Targets are kept by what they promise; a form shows them by priority. */
export function rowsOf(targets: SlaPolicy['targets']): readonly PriorityRow[] {
  const named = TARGETS.flatMap(({ key }) => Object.keys(targets[key] ?? {}));
  const priorities = [...new Set([DEFAULT_PRIORITY, ...named])];
  return priorities.map((priority) => ({
    priority,
    targets: {
      firstResponse: cellOf(targets.firstResponse, priority),
      nextResponse: cellOf(targets.nextResponse, priority),
      resolution: cellOf(targets.resolution, priority),
    },
  }));
}

function cellOf(byPriority: Readonly<Record<string, string | null>> | undefined, priority: string): string {
  const target = byPriority?.[priority];
  if (target === null) return priority === DEFAULT_PRIORITY ? '' : NO_PROMISE;
  return target ?? '';
}

/** What the API is sent. */
export function policyBody({ rows, ...draft }: PolicyDraft): BodyOf<'createSlaPolicy'> {
  return {
    name: draft.name,
    status: draft.status,
    position: draft.position,
    condition: draft.condition,
    calendar: draft.calendar,
    targets: targetsOf(rows),
    pauseStatuses: [...draft.pauseStatuses],
    warnings: draft.warnings.map((warning) =>
      warning.kind === 'percent' ? { percent: warning.percent } : { before: warning.before },
    ),
    timeConditions: draft.timeConditions.map(({ id, statuses, after }) => ({
      id,
      statuses: [...statuses],
      after,
    })),
  };
}

/** What is promised to nobody is left out. */
function targetsOf(rows: readonly PriorityRow[]): NonNullable<BodyOf<'createSlaPolicy'>['targets']> {
  const all = TARGETS.map(({ key }) => [key, targetsBy(rows, key)] as const);
  return Object.fromEntries(all.filter(([, byPriority]) => Object.keys(byPriority).length > 0));
}

function targetsBy(rows: readonly PriorityRow[], key: TargetKey): Record<string, string | null> {
  const filled = rows.filter(({ priority, targets }) => priority.trim() !== '' && targets[key] !== '');
  return Object.fromEntries(
    filled.map(({ priority, targets }) => [
      priority.trim(),
      targets[key] === NO_PROMISE ? null : targets[key],
    ]),
  );
}
