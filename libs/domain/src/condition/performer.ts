import type { ConditionEvent } from './condition-event.js';
import { isScalar, memberOf, valueKey } from './value-key.js';

const NAMING = ['id', 'external_id', 'email', 'name'] as const;

/** Whether whoever caused the event is one of these: an id, address or name, or agent, client, system, trigger, api. */
export function isPerformedBy(event: ConditionEvent, keys: ReadonlySet<string>): boolean {
  return performerKeys(event).some((key) => keys.has(key));
}

/** Everything that names whoever caused the event. */
function performerKeys({ actorType, data }: ConditionEvent): readonly string[] {
  const actor = data['actor'];
  const isAgent = memberOf(actor, 'is_agent');
  const kind = actorType ?? (typeof isAgent === 'boolean' ? (isAgent ? 'agent' : 'client') : null);
  const names = isScalar(actor) ? [actor] : NAMING.map((name) => memberOf(actor, name));
  return [kind, ...names].map(valueKey).filter((key) => key !== null);
}
