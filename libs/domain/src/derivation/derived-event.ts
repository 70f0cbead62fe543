import type { JsonObject } from './json-object.js';

/** The types that are derived, in the order in which they follow the event that they are derived from. */
export const DERIVED_TYPES = [
  'ticket.status_changed',
  'ticket.closed',
  'ticket.reopened',
  'ticket.assigned',
  'ticket.unassigned',
  'ticket.assignees_changed',
  'ticket.fields_changed',
] as const;
export type DerivedType = (typeof DERIVED_TYPES)[number];

/** A fine event that follows from `ticket.updated`. */
export interface DerivedEvent {
  readonly type: DerivedType;
  /** The whole snapshot, with only those of `changes[]` that the event is about. Parts that are unchanged are the same objects. */
  readonly data: JsonObject;
}
