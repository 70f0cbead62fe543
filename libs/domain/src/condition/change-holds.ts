import type { ChangeSide } from './change-sides.js';
import type { Comparison, ConditionField, EqualComparison } from './condition.js';
import type { EventReader } from './event-reader.js';
import { movement } from './ordering.js';
import { performerKeys } from './performer.js';

/** Whether a field changed as an operator on changes demands. */
export function changeHolds(
  comparison: Extract<Comparison, { kind: 'changed' | 'changed-by' | 'moved' }>,
  field: ConditionField,
  reader: EventReader,
): boolean {
  const change = reader.change(field);
  if (change === null) return comparison.kind === 'changed' && comparison.negated;
  switch (comparison.kind) {
    case 'changed': {
      const { from, to, negated } = comparison;
      const other = (side: ChangeSide) => (change.list ? side : null);
      const changed =
        (from === null || sideHolds(from, change.from, other(change.to))) &&
        (to === null || sideHolds(to, change.to, other(change.from)));
      return changed !== negated;
    }
    case 'changed-by':
      return performerKeys(reader.event).some((key) => comparison.keys.has(key));
    case 'moved': {
      const moved = movement(change.from.ordered, change.to.ordered, field.changed.ranked);
      return moved !== null && (comparison.direction === 'increased' ? moved > 0 : moved < 0);
    }
    default:
      return comparison satisfies never;
  }
}

/** Whether a side has one of the operands; of a list, only what the other side does not have. */
function sideHolds({ keys, exact }: EqualComparison, side: ChangeSide, other: ChangeSide | null): boolean {
  if (exact !== null) {
    const known = new Set(other?.values.map(String));
    return side.values.map(String).some((text) => exact.has(text) && !known.has(text));
  }
  const known = new Set(other?.keys);
  return side.keys.some((key) => keys.has(key) && !known.has(key));
}
