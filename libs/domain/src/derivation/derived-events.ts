import { assignmentEvents } from './assignment-events.js';
import { changesByPart } from './changed-fields.js';
import { closedChange } from './closed-change.js';
import type { DerivedEvent } from './derived-event.js';
import type { JsonObject } from './json-object.js';

const NONE: readonly DerivedEvent[] = [];

/** Whether fine events are derived from this type. Fine events that are published as such are taken literally. */
export function isDerivedFrom(type: string): boolean {
  return type === 'ticket.updated';
}

/**
 * The fine events that an event stands for (contract, section 1), each type once at most: of a change of status, of
 * assignees, and of every other field, for any mix of them in one `ticket.updated`.
 */
export function derivedEvents({
  type,
  data,
}: {
  readonly type: string;
  readonly data: JsonObject;
}): readonly DerivedEvent[] {
  if (!isDerivedFrom(type)) return NONE;
  const { status, agents, team, fields } = changesByPart(data['changes']);
  const assignment = assignmentEvents(data, agents, team);
  return [
    ...statusEvents(data, status),
    ...assignment.events,
    ...fieldEvents(data, [...fields, ...assignment.rest]),
  ];
}

/** The id of an event that is derived: `<id>:<derived type>`. */
export function derivedEventId(id: string, type: string): string {
  return `${id}:${type}`;
}

/** Whether an event tells that its ticket was closed or reopened: by its type, or as a `ticket.updated` by its changes. */
export function closedOrReopened({
  type,
  data,
}: {
  readonly type: string;
  readonly data: JsonObject;
}): 'ticket.closed' | 'ticket.reopened' | null {
  if (type === 'ticket.closed' || type === 'ticket.reopened') return type;
  if (!isDerivedFrom(type)) return null;
  const { status } = changesByPart(data['changes']);
  return status.length === 0 ? null : closedChange(data['ticket'], status);
}

function statusEvents(data: JsonObject, changes: readonly JsonObject[]): DerivedEvent[] {
  if (changes.length === 0) return [];
  const own = { ...data, changes };
  const closed = closedChange(data['ticket'], changes);
  const changed: DerivedEvent = { type: 'ticket.status_changed', data: own };
  return closed === null ? [changed] : [changed, { type: closed, data: own }];
}

function fieldEvents(data: JsonObject, changes: readonly JsonObject[]): DerivedEvent[] {
  return changes.length === 0 ? [] : [{ type: 'ticket.fields_changed', data: { ...data, changes } }];
}
