import { sameJson } from '../derivation/json-object.js';
import { namesakes } from './change-target.js';
import type { ConditionEvent } from './condition-event.js';
import { firstElements, isJsonObject, isScalar, memberOf, valueKey } from './value-key.js';

/** What of the ticket stands under several names, each of which a change may state. */
const MEMBERS = ['status', 'priority', 'category', 'team', 'agents', 'requester'] as const;
const NAMING_MEMBERS = ['id', 'slug', 'name', 'email'] as const;

/**
 * A change with the other names of what it is now: one may state `new: 4`, and the snapshot, which is the ticket after the
 * change, tells that 4 is the slug `pending` and the label `Waiting`. What the change states itself stays.
 */
export function withSnapshotNames(
  { data }: ConditionEvent,
  names: ReadonlySet<string>,
  entry: unknown,
): unknown {
  const now = memberOf(entry, 'new');
  if (!isJsonObject(entry) || !isScalar(now) || sameJson(memberOf(entry, 'old'), now)) return entry;
  const member = MEMBERS.find((one) => namesakes(one).some((name) => names.has(name)));
  if (member === undefined) return entry;
  const meant = thingsOf(memberOf(data['ticket'], member)).find((thing) => isCalled(thing, now));
  return meant === undefined ? entry : { ...namesOf(meant), ...entry };
}

function thingsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? firstElements(value) : [value];
}

function isCalled(thing: unknown, name: unknown): boolean {
  const key = valueKey(name);
  return NAMING_MEMBERS.some((member) => valueKey(memberOf(thing, member)) === key);
}

function namesOf(thing: unknown): Readonly<Record<string, unknown>> {
  const named = [
    ['new_id', 'id'],
    ['new_slug', 'slug'],
    ['new_label', 'name'],
    ['new_email', 'email'],
  ] as const;
  return Object.fromEntries(
    named
      .map(([name, member]) => [name, memberOf(thing, member)] as const)
      .filter(([, value]) => isScalar(value)),
  );
}
