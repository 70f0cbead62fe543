import type { SlaPolicyRecord } from '@deskhook/contracts';
import {
  AROUND_THE_CLOCK,
  foldWord,
  parseCondition,
  parseFixedDurationMs,
  type Condition,
  type SlaPolicy,
  type SlaTargets,
  type WorkingTime,
} from '@deskhook/domain';

/** A policy with the tickets that it is for. */
export interface SelectingPolicy extends SlaPolicy {
  readonly position: number;
  readonly calendar: string | null;
  /** Null: every ticket. */
  readonly condition: Condition | null;
}

/**
 * A policy as its record tells; null when it is inactive, or when its condition can no longer be read, which is a fault of
 * ours since it was checked when it was stored.
 */
export function policyOfRecord(
  record: SlaPolicyRecord,
  workingTime: (calendar: string) => WorkingTime | null,
): SelectingPolicy | null {
  const { id, name, position, calendar } = record;
  const condition = record.condition === null ? null : parseCondition(record.condition);
  if (record.status !== 'active' || condition?.ok === false) return null;
  return {
    id,
    name,
    position,
    calendar,
    condition: condition === null ? null : condition.condition,
    targets: {
      ...targets('first_response', record.targets.firstResponse),
      ...targets('next_response', record.targets.nextResponse),
      ...targets('resolution', record.targets.resolution),
    },
    workingTime: (calendar === null ? null : workingTime(calendar)) ?? AROUND_THE_CLOCK,
    pauseStatuses: new Set(record.pauseStatuses.map(foldWord)),
    warnings: record.warnings.map((warning) =>
      'percent' in warning
        ? { kind: 'percent', percent: warning.percent }
        : { kind: 'before', ms: durationMs(warning.before) },
    ),
    timeConditions: record.timeConditions.map(({ id: condition_, statuses, after }) => ({
      id: condition_,
      statuses: new Set(statuses.map(foldWord)),
      afterMs: durationMs(after),
      after,
    })),
  };
}

function targets(
  metric: keyof SlaPolicy['targets'],
  stated: Readonly<Record<string, string | null>> | undefined,
): SlaPolicy['targets'] {
  if (stated === undefined) return {};
  const folded: SlaTargets = Object.fromEntries(
    Object.entries(stated).map(([priority, text]) => [
      foldWord(priority),
      text === null ? null : durationMs(text),
    ]),
  );
  return { [metric]: folded };
}

/** Durations were checked when the policy was stored. */
function durationMs(text: string): number {
  const ms = parseFixedDurationMs(text);
  if (ms === null) throw new RangeError(`"${text}" is not a duration of fixed length`);
  return ms;
}
