import type { ConditionFault } from '../condition/condition.js';
import { parseField } from '../condition/parse-field.js';

const POSITION = /^\d+$/;
const CUSTOM_FIELDS = 'custom_fields';
/** What identifies an event: the envelope's `subject` says it as well, and nothing can be sent without it. */
const IDENTIFYING: ReadonlySet<string> = new Set([
  'ticket',
  'user',
  'article',
  'ticket.id',
  'user.id',
  'article.id',
]);

/**
 * Why a path cannot be redacted, or null when it can: as conditions name fields, `ticket.requester.email`,
 * `ticket.custom_fields.product`, `data.own.field`, or a whole object such as `message`. A list on the way means every
 * element.
 */
export function redactionProblem(path: string): string | null {
  const faults: ConditionFault[] = [];
  const field = parseField(path, null, '', { faults, openData: false, nodes: 0, patternSteps: 0 });
  if (field === null) return faults[0]?.detail ?? 'is no path';
  if (field.root === 'envelope')
    return `"${path}" is an attribute of the event, which is always sent: only fields of its data can be left out`;
  if (IDENTIFYING.has(field.path.join('.')))
    return `"${path}" tells what the event is about, which is always sent: name its members instead`;
  const position = field.path.find((name, at) => POSITION.test(name) && field.path[at - 1] !== CUSTOM_FIELDS);
  return position === undefined
    ? null
    : `"${path}" names a position: leave "${position}" out, every element of a list is redacted`;
}
