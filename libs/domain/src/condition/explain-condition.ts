import type { Condition, ConditionExplanation, ConditionTest } from './condition.js';
import { holds } from './holds.js';
import type { EventReader } from './event-reader.js';
import { performerOf } from './performer.js';
import { memberOf } from './value-key.js';

const SHOWN_CHARACTERS = 300;
const SHOWN_ELEMENTS = 20;
const SHOWN_DEPTH = 3;

/**
 * Every node with its verdict, also those that decide nothing, and every test with what the event holds there. Long
 * texts and lists are cut. No condition is an empty `all`.
 */
export function explainCondition(condition: Condition | null, reader: EventReader): ConditionExplanation {
  if (condition === null) return { all: [], verdict: true };
  switch (condition.kind) {
    case 'all': {
      const all = condition.of.map((part) => explainCondition(part, reader));
      return { all, verdict: all.every(({ verdict }) => verdict) };
    }
    case 'any': {
      const any = condition.of.map((part) => explainCondition(part, reader));
      return { any, verdict: any.some(({ verdict }) => verdict) };
    }
    case 'not': {
      const not = explainCondition(condition.of, reader);
      return { not, verdict: !not.verdict };
    }
    case 'test':
      return { ...condition.source, actual: actualOf(condition, reader), verdict: holds(condition, reader) };
    default:
      return condition satisfies never;
  }
}

function actualOf({ comparison: { kind }, field }: ConditionTest, reader: EventReader): unknown {
  if (kind === 'changed' || kind === 'moved') return actualChange(reader, field);
  if (kind === 'changed-by') return actualPerformer(reader, field);
  const values = reader.values(field);
  if (values.length === 0) return null;
  return shortened(reader.isList(field) || values.length > 1 ? values : values[0]);
}

function actualPerformer(reader: EventReader, field: ConditionTest['field']): unknown {
  const change = actualChange(reader, field);
  if (change === null) return null;
  return { change, actor: shortened(performerOf(reader.event)), actortype: reader.event.actorType };
}

function actualChange(reader: EventReader, field: ConditionTest['field']): unknown {
  const stated = reader.change(field)?.stated ?? [];
  if (stated.length === 0) return null;
  return shortened(stated.length === 1 ? stated[0] : stated);
}

function shortened(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return shortText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= SHOWN_DEPTH) return '…';
  if (Array.isArray(value)) {
    const shown = value.slice(0, SHOWN_ELEMENTS).map((element) => shortened(element, depth + 1));
    const left = value.length - shown.length;
    return left === 0 ? shown : [...shown, `… and ${left} more`];
  }
  const names = Object.keys(value);
  const shown = names
    .slice(0, SHOWN_ELEMENTS)
    .map((name) => [shortText(name), shortened(memberOf(value, name), depth + 1)]);
  if (names.length > shown.length) shown.push(['…', `and ${names.length - shown.length} more`]);
  return Object.fromEntries(shown);
}

function shortText(text: string): string {
  return text.length <= SHOWN_CHARACTERS
    ? text
    : `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)`;
}
