import { below, isObject, listOf, memberOf, textOf } from '../exported-json.js';
import type { ImportGiven, TriggerImport } from '../imported-trigger.js';
import { ImportNotes } from '../import-notes.js';
import { deliveredBy } from '../webhook-calls.js';
import { zendeskDeeds } from './zendesk-actions.js';
import { zendeskScope } from './zendesk-conditions.js';

/** Reads a trigger as `GET /api/v2/triggers/{id}` gives it, with or without its wrapper. */
export function importZendeskTrigger(exported: unknown, given: ImportGiven): TriggerImport {
  const wrapped = memberOf(exported, 'trigger');
  const [trigger, pointer] = wrapped === undefined ? [exported, ''] : [wrapped, '/trigger'];
  if (!isObject(trigger)) return noTrigger(pointer, 'is not an object');
  const name = textOf(trigger['title']) || textOf(trigger['raw_title']);
  const actions = memberOf(trigger, 'actions');
  if (name === '') return noTrigger(below(pointer, 'title'), 'is missing: a trigger of Zendesk has a title');
  if (!Array.isArray(actions))
    return noTrigger(below(pointer, 'actions'), 'is missing: a trigger of Zendesk has a list of actions');
  const notes = new ImportNotes();
  const scope = zendeskScope(trigger, pointer, given, notes);
  const { calls, actions: done } = zendeskDeeds(listOf(actions), below(pointer, 'actions'), given, notes);
  const delivered = deliveredBy(calls, given, notes);
  return {
    ok: true,
    trigger: {
      name,
      active: trigger['active'] !== false,
      ...scope,
      ...delivered,
      actions: done,
      notCarriedOver: notes.losses,
      conditionLost: notes.conditionLost,
    },
  };
}

function noTrigger(pointer: string, detail: string): TriggerImport {
  return { ok: false, faults: [{ pointer, detail }] };
}
