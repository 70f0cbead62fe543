import type { CanonicalEvent } from '../canonical/model.js';
import { memberOf, type JsonObject, type JsonValue } from '../json-value.js';
import { entryOf } from '../table-entry.js';
import {
  CRITERIA,
  EVENT_CRITERIA,
  FIELD_CRITERIA,
  GENERIC_EVENTS,
  type CriterionCodes,
  type CriterionName,
} from './criteria.js';

type Facts = Pick<CanonicalEvent, 'type' | 'assignment' | 'changes' | 'matched'>;

/**
 * `WebhookEvents`: the criteria that fired. The helpdesk's own trigger knows them best; else they are told by what
 * the event is and what it changed. `Operator` is the documented key, `Operation` the one of captured packets: both
 * have the same value.
 */
export function webhookEvents(event: Facts, corrections: JsonObject): JsonValue[] {
  const fired =
    event.matched.length > 0 ? matchedCodes(event, corrections) : inferredCodes(event, corrections);
  const unique = new Map(fired.map((codes) => [`${codes.criteria} ${codes.operator}`, codes]));
  return [...unique.values()].map(({ criteria, operator }) => ({
    Criteria: criteria,
    Operator: operator,
    Operation: operator,
  }));
}

function matchedCodes(event: Facts, corrections: JsonObject): CriterionCodes[] {
  return event.matched.map(({ field, criteria, operator }) => {
    const known = fieldCodes(field === 'type' ? event.type : field, corrections);
    return { criteria: criteria ?? known.criteria, operator: operator ?? known.operator };
  });
}

function inferredCodes(event: Facts, corrections: JsonObject): CriterionCodes[] {
  const changed = event.changes.map(({ field }) => fieldCodes(field, corrections));
  if (GENERIC_EVENTS.has(event.type) && changed.length > 0) return changed;
  return [codesOf(event.type, eventCriterion(event), corrections), ...changed];
}

function eventCriterion({ type, assignment }: Facts): CriterionName {
  if (/^ticket\.(un)?assigned$/.test(type)) return assignment?.kind === 'team' ? 'team' : 'agents';
  return entryOf(EVENT_CRITERIA, type) ?? (isCriterion(type) ? type : 'ticket.updated');
}

/** Fields are named alone (`status`), by path (`ticket.status.slug`) or by an event's type. */
function fieldCodes(field: string, corrections: JsonObject): CriterionCodes {
  return codesOf(field, fieldCriterion(field), corrections);
}

function fieldCriterion(field: string): CriterionName {
  if (isCriterion(field)) return field;
  const ofEvent = entryOf(EVENT_CRITERIA, field);
  if (ofEvent !== undefined) return ofEvent;
  const [name = ''] = field
    .replace(/^ticket\./, '')
    .replace(/^flags\./, '')
    .split('.');
  if (isCriterion(name)) return name;
  return entryOf(FIELD_CRITERIA, name) ?? 'custom_fields';
}

function isCriterion(name: string): name is CriterionName {
  return Object.hasOwn(CRITERIA, name);
}

/** A correction may name what stands in the event, or the criterion that it counts as. */
function codesOf(name: string, criterion: CriterionName, corrections: JsonObject): CriterionCodes {
  return correction(corrections, name) ?? correction(corrections, criterion) ?? CRITERIA[criterion];
}

function correction(corrections: JsonObject, name: string): CriterionCodes | null {
  const criteria = memberOf(corrections, name, 'criteria');
  const operator = memberOf(corrections, name, 'operator');
  return typeof criteria === 'number' && typeof operator === 'number' ? { criteria, operator } : null;
}
