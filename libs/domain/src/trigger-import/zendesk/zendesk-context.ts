import type { ImportGiven } from '../imported-trigger.js';
import type { ImportNotes } from '../import-notes.js';

/** What reading a part of a trigger needs beside the part. */
export interface ZendeskContext {
  readonly given: ImportGiven;
  readonly notes: ImportNotes;
  /** Whether it can fire for a ticket that is created: then what is set counts as changed. */
  readonly creates: boolean;
}

/** A condition as Zendesk exports it, with its place. */
export interface ZendeskCondition {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** Whether one of the values is neither a text nor a number. */
  readonly unreadable: boolean;
  readonly pointer: string;
}
