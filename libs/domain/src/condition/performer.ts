import type { ConditionEvent } from './condition-event.js';
import { isScalar, memberOf, valueKey } from './value-key.js';

const NAMING = ['id', 'external_id', 'email', 'name'] as const;

/** Whoever caused the event, as it says; null where it does not. */
export function performerOf({ data }: ConditionEvent): unknown {
  return (
    data['actor'] ?? memberOf(data['user'], 'changed_by') ?? memberOf(data['article'], 'updated_by') ?? null
  );
}

/** Everything that names whoever caused the event: id, address, name, and agent, client, system, trigger or api. */
export function performerKeys(event: ConditionEvent): readonly string[] {
  const performer = performerOf(event);
  const isAgent = memberOf(performer, 'is_agent');
  const kind = typeof isAgent === 'boolean' ? (isAgent ? 'agent' : 'client') : null;
  const names = isScalar(performer) ? [performer] : NAMING.map((name) => memberOf(performer, name));
  return [event.actorType ?? kind, ...names].map(valueKey).filter((key) => key !== null);
}
