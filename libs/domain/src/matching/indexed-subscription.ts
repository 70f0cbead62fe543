import type { Condition } from '../condition/condition.js';
import { eventGroup, parseEventTypeSelector } from '../event-type.js';

/** What matching needs to know of a subscription. */
export interface IndexedSubscription {
  readonly id: string;
  readonly tenant: string;
  /** Inactive ones are kept but never matched. */
  readonly active: boolean;
  /** Canonical selectors: `ticket.created`, `ticket.*`, `*`. */
  readonly events: readonly string[];
  /** Null: every event that is selected. */
  readonly condition: Condition | null;
}

/** The selector of every type. */
export const ALL_TYPES = '*';

/** The selectors that are needed: none that another one covers, so that an event meets one of them at most. */
export function distinctSelectors({ events }: IndexedSubscription): readonly string[] {
  const stated = new Set(events.filter((selector) => parseEventTypeSelector(selector) !== null));
  if (stated.has(ALL_TYPES)) return [ALL_TYPES];
  return [...stated].filter((selector) => isGroup(selector) || !stated.has(groupSelector(selector)));
}

/** The selectors that select a type, but for the one of every type. */
export function selectorsOf(type: string): readonly string[] {
  return [groupSelector(type), type];
}

function groupSelector(type: string): string {
  return `${eventGroup(type)}.*`;
}

function isGroup(selector: string): boolean {
  return selector.endsWith('.*');
}
