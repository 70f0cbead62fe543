import type { Condition, ConditionExplanation, ConditionTest } from './condition.js';
import { holds } from './holds.js';
import type { EventReader } from './event-reader.js';
import { performerOf } from './performer.js';
import { memberOf } from './value-key.js';

const SHOWN_CHARACTERS = 300;
const SHOWN_ELEMENTS = 20;
const SHOWN_DEPTH = 3;
/** Characters of what stands within values, in a whole explanation: hundreds of tests may look at the same large value. */
const SHOWN_WITHIN = 200_000;

/** How much more of what stands within values is shown. */
interface Room {
  characters: number;
}

/**
 * Every node with its verdict, also those that decide nothing, and every test with what the event holds there. Long
 * texts and lists are cut. No condition is an empty `all`.
 */
export function explainCondition(condition: Condition | null, reader: EventReader): ConditionExplanation {
  if (condition === null) return { all: [], verdict: true };
  return explained(condition, reader, { characters: SHOWN_WITHIN });
}

function explained(condition: Condition, reader: EventReader, room: Room): ConditionExplanation {
  switch (condition.kind) {
    case 'all': {
      const all = condition.of.map((part) => explained(part, reader, room));
      return { all, verdict: all.every(({ verdict }) => verdict) };
    }
    case 'any': {
      const any = condition.of.map((part) => explained(part, reader, room));
      return { any, verdict: any.some(({ verdict }) => verdict) };
    }
    case 'not': {
      const not = explained(condition.of, reader, room);
      return { not, verdict: !not.verdict };
    }
    case 'test': {
      const actual = actualOf(condition, reader, room);
      return { ...condition.source, actual, verdict: holds(condition, reader) };
    }
    default:
      return condition satisfies never;
  }
}

function actualOf({ comparison: { kind }, field }: ConditionTest, reader: EventReader, room: Room): unknown {
  if (kind === 'changed' || kind === 'moved') return actualChange(reader, field, room);
  if (kind === 'changed-by') return actualPerformer(reader, field, room);
  const values = reader.values(field);
  if (values.length === 0) return null;
  return shortened(reader.isList(field) || values.length > 1 ? values : values[0], room);
}

function actualPerformer(reader: EventReader, field: ConditionTest['field'], room: Room): unknown {
  const change = actualChange(reader, field, room);
  if (change === null) return null;
  return { change, actor: shortened(performerOf(reader.event), room), actortype: reader.event.actorType };
}

function actualChange(reader: EventReader, field: ConditionTest['field'], room: Room): unknown {
  const stated = reader.change(field)?.stated ?? [];
  if (stated.length === 0) return null;
  return shortened(stated.length === 1 ? stated[0] : stated, room);
}

function shortened(value: unknown, room: Room, depth = 0): unknown {
  if (depth > 0 && room.characters <= 0) return '…';
  if (typeof value === 'string') return shortText(value, room);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= SHOWN_DEPTH) return '…';
  if (Array.isArray(value)) {
    const shown = value.slice(0, SHOWN_ELEMENTS).map((element) => shortened(element, room, depth + 1));
    const left = value.length - shown.length;
    return left === 0 ? shown : [...shown, `… and ${left} more`];
  }
  return shortObject(value, room, depth);
}

function shortObject(value: object, room: Room, depth: number): unknown {
  if (room.characters <= 0) return '…';
  const names = Object.keys(value);
  const shown = names
    .slice(0, SHOWN_ELEMENTS)
    .map((name) => [shortText(name, room), shortened(memberOf(value, name), room, depth + 1)]);
  if (names.length > shown.length) shown.push(['…', `and ${names.length - shown.length} more`]);
  return Object.fromEntries(shown);
}

function shortText(text: string, room: Room): string {
  room.characters -= Math.min(text.length, SHOWN_CHARACTERS);
  return text.length <= SHOWN_CHARACTERS
    ? text
    : `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)`;
}
