import { nearestName } from '../nearest-name.js';
import { CHANGEABLE_NAMES, isChangeableName } from './change-target.js';
import { conditionField, ENVELOPE_FIELDS } from './condition-field.js';
import type { ConditionField } from './condition.js';
import { fault, quoted, type FaultCollector } from './fault-collector.js';
import { KNOWN_ROOTS, nearestKnown, unknownSegment } from './known-paths.js';
import type { ConditionOperator } from './operators.js';

const CHARACTERS_MAX = 500;
const SEGMENTS_MAX = 20;
const NAME_CHARACTERS = 50;
const CHANGE_OPERATORS: ReadonlySet<string> = new Set<ConditionOperator>([
  'changed',
  'not_changed',
  'changed_from',
  'changed_to',
  'changed_by',
  'increased',
  'decreased',
]);
const CHANGING_ROOTS = new Set(['ticket', 'user', 'article']);

/** Reads a field's path. Without an operator its names are judged as for any comparison of values. */
export function parseField(
  value: unknown,
  operator: ConditionOperator | null,
  pointer: string,
  collector: FaultCollector,
): ConditionField | null {
  if (value === undefined)
    return fault(collector, pointer, 'is required: a path such as "ticket.status.slug"');
  if (typeof value !== 'string' || value === '')
    return fault(collector, pointer, 'must be a path such as "ticket.status.slug"');
  const segments = value.split('.');
  if (value.length > CHARACTERS_MAX || segments.length > SEGMENTS_MAX)
    return fault(
      collector,
      pointer,
      `must have at most ${CHARACTERS_MAX} characters and ${SEGMENTS_MAX} segments`,
    );
  if (segments.some((segment) => segment.trim() !== segment || segment === ''))
    return fault(collector, pointer, `${quoted(value)} has an empty segment or a blank beside a dot`);
  const problem =
    segments[0] === 'data' && segments.length > 1 ? null : pathProblem(value, operator, collector.openData);
  return problem === null ? conditionField(value) : fault(collector, pointer, problem);
}

/** What is wrong with a path that is to be a known one; null: nothing. */
function pathProblem(path: string, operator: ConditionOperator | null, openData: boolean): string | null {
  const segments = path.split('.');
  const [root = ''] = segments;
  if (operator !== null && CHANGE_OPERATORS.has(operator)) return changeProblem(path, segments, openData);
  if (ENVELOPE_FIELDS.some((name) => name === root))
    return segments.length === 1 ? null : `${quoted(path)}: "${root}" has no members`;
  if (!KNOWN_ROOTS.has(root)) return rootProblem(path, root, openData);
  return memberProblem(path, segments);
}

function changeProblem(path: string, segments: readonly string[], openData: boolean): string | null {
  const [root = '', head = ''] = segments;
  if (root === 'custom_fields' || isChangeableName(root)) return null;
  if (CHANGING_ROOTS.has(root))
    return segments.length === 1 || isChangeableName(head) ? null : memberProblem(path, segments);
  if (KNOWN_ROOTS.has(root) || ENVELOPE_FIELDS.some((name) => name === root))
    return `${quoted(path)}: no event states changes of it; name a field of the ticket, user or article`;
  const near = nearestName(root.slice(0, NAME_CHARACTERS), [...CHANGEABLE_NAMES, ...CHANGING_ROOTS]);
  if (near === null && openData) return null;
  return `${quoted(path)} is not a field that is known to change: ${meaning(near, path)}`;
}

function rootProblem(path: string, root: string, openData: boolean): string | null {
  const near = nearestName(root.slice(0, NAME_CHARACTERS), [...KNOWN_ROOTS, ...ENVELOPE_FIELDS]);
  if (near === null && openData) return null;
  const nearPath = near === null ? null : `${near}${path.slice(root.length)}`;
  return `${quoted(path)} is not a path into an event: ${meaning(nearPath, path)}`;
}

function memberProblem(path: string, segments: readonly string[]): string | null {
  const unknown = unknownSegment(segments);
  if (unknown === null) return null;
  const where = segments.slice(0, unknown).join('.');
  return `${quoted(path)}: "${where}" has no member ${quoted(segments[unknown] ?? '')}: ${meaning(nearestKnown(segments, unknown), path)}`;
}

function meaning(near: string | null, path: string): string {
  const own = `write ${quoted(`data.${path}`)} if it is a field of the helpdesk's own`;
  return near === null ? own : `did you mean ${quoted(near)}? Otherwise ${own}`;
}
