import { changeTarget } from './change-target.js';
import type { ConditionField, PathStep } from './condition.js';
import { entryNames } from './entry-names.js';
import { fieldType } from './field-table.js';

/** Attributes of the envelope; every other path leads into `data`. */
export const ENVELOPE_FIELDS = ['type', 'time', 'id', 'source', 'subject', 'hopcount', 'actortype'] as const;
const ENVELOPE: ReadonlySet<string> = new Set(ENVELOPE_FIELDS);
/** Paths that are remembered, so that a million conditions share them. */
const REMEMBERED = 10_000;
const INDEX = /^\d{1,6}$/;

const fields = new Map<string, ConditionField>();

/**
 * The field that a path means. `data.` in front is left away, except where the rest would then mean something else
 * (`data.type` is not the event's `type`).
 */
export function conditionField(text: string): ConditionField {
  const known = fields.get(text);
  if (known !== undefined) return known;
  const field = compileField(text);
  const shared = fields.get(field.name) ?? field;
  if (fields.size < REMEMBERED) fields.set(text, shared).set(field.name, shared);
  return shared;
}

function compileField(text: string): ConditionField {
  const segments = text.split('.');
  const [first = ''] = segments;
  const named = first === 'data' && segments.length > 1;
  const path = named ? segments.slice(1) : segments;
  const [root = ''] = path;
  const keepsPrefix = named && (ENVELOPE.has(root) || root === 'data');
  const name = keepsPrefix ? text : path.join('.');
  const envelope = !named && path.length === 1 && ENVELOPE.has(root);
  return Object.freeze({
    name,
    path: Object.freeze(path),
    root: envelope ? 'envelope' : 'data',
    steps: Object.freeze(path.map((segment, at) => pathStep(segment, path[at - 1]))),
    type: keepsPrefix ? null : fieldType(path),
    changed: changeTarget(path),
  });
}

function pathStep(name: string, before: string | undefined): PathStep {
  return Object.freeze({
    name,
    index: INDEX.test(name) ? Number(name) : null,
    entry: before === 'custom_fields' ? entryNames(name) : null,
  });
}
