import type { ImportGiven } from '../imported-trigger.js';
import type { ImportNotes } from '../import-notes.js';

/** What reading a part of a trigger needs beside the part. */
export interface ZammadContext {
  readonly given: ImportGiven;
  readonly notes: ImportNotes;
}
