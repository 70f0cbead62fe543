import { parseCondition } from '../condition/parse-condition.js';
import type { ImportGiven, ImportedTrigger, TriggerFormat, TriggerImport } from './imported-trigger.js';
import { importZammadTrigger } from './zammad/zammad-trigger.js';
import { importZendeskTrigger } from './zendesk/zendesk-trigger.js';

/**
 * A trigger of another helpdesk as a subscription, with everything of it that the subscription does not do. Pointers
 * lead into `trigger`. Never throws: what is no trigger is a fault as a value.
 */
export function importTrigger(format: TriggerFormat, trigger: unknown, given: ImportGiven): TriggerImport {
  const imported = read(format, trigger, given);
  return imported.ok ? { ok: true, trigger: withinLimits(imported.trigger) } : imported;
}

function read(format: TriggerFormat, trigger: unknown, given: ImportGiven): TriggerImport {
  switch (format) {
    case 'zendesk':
      return importZendeskTrigger(trigger, given);
    case 'zammad':
      return importZammadTrigger(trigger, given);
    default:
      return format satisfies never;
  }
}

/** What a subscription may have. */
function withinLimits(trigger: ImportedTrigger): ImportedTrigger {
  const parsed = trigger.condition === null ? null : parseCondition(trigger.condition);
  const isTooLarge = parsed !== null && !parsed.ok;
  const losses = [
    ...trigger.notCarriedOver,
    ...(isTooLarge
      ? [{ pointer: '', detail: `the condition as a whole: ${parsed.faults[0]?.detail ?? ''}` }]
      : []),
  ];
  return {
    ...trigger,
    condition: isTooLarge ? null : trigger.condition,
    notCarriedOver: losses,
    conditionLost: trigger.conditionLost || isTooLarge,
  };
}
