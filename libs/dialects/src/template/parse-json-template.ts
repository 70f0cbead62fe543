import { Output } from 'liquidjs';
import { isList, isObject, type JsonObject, type JsonValue } from '../json-value.js';
import { faultOf } from '../render-fault.js';
import { parseExpression, parseText } from './engine.js';
import type { ForNode, IfNode, JsonNode, LetNode, Member } from './json-node.js';
import { TemplateError } from './template-error.js';

const DEPTH_MAX = 64;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const DIRECTIVES = ['$for', '$if', '$let'] as const;

/** Where in the template a value stands. */
interface Place {
  readonly pointer: string;
  readonly depth: number;
}

/** Parses a template that is a JSON value; a `TemplateError` says where it is none. */
export function parseJsonTemplate(template: JsonValue): JsonNode {
  return parseValue(template, { pointer: '', depth: 0 });
}

function parseValue(value: JsonValue, place: Place): JsonNode {
  if (place.depth > DEPTH_MAX)
    throw new TemplateError(`${place.pointer}: is nested deeper than ${DEPTH_MAX} levels`);
  if (typeof value === 'string') return at(place, () => parseLeaf(value));
  if (isList(value)) {
    return {
      kind: 'list',
      elements: value.map((element, index) => parseValue(element, below(place, String(index)))),
    };
  }
  return isObject(value) ? parseObject(value, place) : { kind: 'literal', value };
}

function parseLeaf(text: string): JsonNode {
  if (!text.includes('{{') && !text.includes('{%')) return { kind: 'literal', value: text };
  const parts = parseText(text, 'plain');
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only instanceof Output) return { kind: 'value', expression: parseExpression(only.token.content) };
  return { kind: 'text', parts };
}

function parseObject(object: JsonObject, place: Place): JsonNode {
  const directive = DIRECTIVES.find((name) => Object.hasOwn(object, name));
  switch (directive) {
    case undefined:
      return { kind: 'object', members: parseMembers(object, place) };
    case '$for':
      return parseFor(object, place);
    case '$if':
      return parseIf(object, place);
    case '$let':
      return parseLet(object, place);
    default:
      return directive satisfies never;
  }
}

/** `$$for` is the member named `$for`. */
function parseMembers(object: JsonObject, place: Place): readonly Member[] {
  return Object.entries(object).map(([name, value]) => [
    name.startsWith('$$') ? name.slice(1) : name,
    parseValue(value, below(place, name)),
  ]);
}

function parseFor(object: JsonObject, place: Place): ForNode {
  const {
    $for: over,
    as = 'item',
    limit = null,
    key = null,
  } = only(object, place, ['$for', 'as', 'limit', 'key', 'do']);
  if (limit !== null && (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0)) {
    throw new TemplateError(`${place.pointer}/limit: must be a whole number`);
  }
  return {
    kind: 'for',
    over: expression(over, below(place, '$for')),
    as: parseName(as, below(place, 'as')),
    limit: limit ?? Infinity,
    key: key === null ? null : parseValue(key, below(place, 'key')),
    do: required(object, 'do', place),
  };
}

function parseIf(object: JsonObject, place: Place): IfNode {
  const { $if: condition } = only(object, place, ['$if', 'do', 'else']);
  return {
    kind: 'if',
    condition: expression(condition, below(place, '$if')),
    do: required(object, 'do', place),
    else: Object.hasOwn(object, 'else') ? required(object, 'else', place) : null,
  };
}

function parseLet(object: JsonObject, place: Place): LetNode {
  const { $let: names } = only(object, place, ['$let', 'in']);
  const where = below(place, '$let');
  if (!isObject(names)) throw new TemplateError(`${where.pointer}: must be an object of names and values`);
  const members = Object.entries(names).map(
    ([name, value]) => [parseName(name, where), parseValue(value, below(where, name))] as const,
  );
  return { kind: 'let', names: members, in: required(object, 'in', place) };
}

function only(object: JsonObject, place: Place, names: readonly string[]): JsonObject {
  const stranger = Object.keys(object).find((name) => !names.includes(name));
  if (stranger === undefined) return object;
  throw new TemplateError(
    `${place.pointer}/${stranger}: stands beside ${names[0]}, which takes ${names.slice(1).join(', ')}`,
  );
}

function required(object: JsonObject, name: string, place: Place): JsonNode {
  const value = object[name];
  if (value === undefined) throw new TemplateError(`${place.pointer}/${name}: is missing`);
  return parseValue(value, below(place, name));
}

function expression(value: JsonValue | undefined, place: Place): ForNode['over'] {
  if (typeof value === 'string' && !value.includes('{{')) return at(place, () => parseExpression(value));
  throw new TemplateError(
    `${place.pointer}: must be an expression such as ticket.custom_fields, without braces`,
  );
}

function parseName(value: JsonValue, place: Place): string {
  if (typeof value === 'string' && NAME.test(value)) return value;
  throw new TemplateError(`${place.pointer}: a name has letters, digits and underscores`);
}

function at<T>(place: Place, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new TemplateError(`${place.pointer === '' ? 'the template' : place.pointer}: ${faultOf(cause)}`, {
      cause,
    });
  }
}

function below({ pointer, depth }: Place, name: string): Place {
  return { pointer: `${pointer}/${name.slice(0, 60)}`, depth: depth + 1 };
}
