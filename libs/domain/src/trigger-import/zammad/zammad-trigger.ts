import { below, isObject, memberOf, textOf } from '../exported-json.js';
import type { ImportGiven, TriggerImport } from '../imported-trigger.js';
import { ImportNotes } from '../import-notes.js';
import { deliveredBy } from '../webhook-calls.js';
import { zammadDeeds } from './zammad-actions.js';
import { zammadScope } from './zammad-scope.js';

/** Reads a trigger as `GET /api/v1/triggers/{id}` gives it. */
export function importZammadTrigger(exported: unknown, given: ImportGiven): TriggerImport {
  const wrapped = memberOf(exported, 'trigger');
  const [trigger, pointer] = wrapped === undefined ? [exported, ''] : [wrapped, '/trigger'];
  if (!isObject(trigger)) return noTrigger(pointer, 'is not an object');
  const name = textOf(trigger['name']);
  const perform = memberOf(trigger, 'perform');
  if (name === '') return noTrigger(below(pointer, 'name'), 'is missing: a trigger of Zammad has a name');
  if (!isObject(perform))
    return noTrigger(below(pointer, 'perform'), 'is missing: a trigger of Zammad says there what it does');
  const notes = new ImportNotes();
  const context = { given, notes };
  const scope = zammadScope(trigger, pointer, context);
  const { calls, actions } = zammadDeeds(perform, below(pointer, 'perform'), context);
  const delivered = deliveredBy(calls, given, notes);
  return {
    ok: true,
    trigger: {
      name,
      active: trigger['active'] !== false,
      ...scope,
      ...delivered,
      actions,
      notCarriedOver: notes.losses,
      conditionLost: notes.conditionLost,
    },
  };
}

function noTrigger(pointer: string, detail: string): TriggerImport {
  return { ok: false, faults: [{ pointer, detail }] };
}
