import { isTruthy, toValue, toValueSync, type Value } from 'liquidjs';
import type { JsonObject, JsonValue } from '../json-value.js';
import type { ForNode, IfNode, JsonNode, LetNode, Member } from './json-node.js';
import type { MeteredContext } from './metered-context.js';
import { renderParts } from './render-parts.js';
import { jsonOf, textOf, toJson } from './text-of.js';
import { breadthOf } from './work-meter.js';

/** What a place of the template becomes; undefined: it is left out. */
export function renderNode(node: JsonNode, context: MeteredContext): JsonValue | undefined {
  context.meter.step();
  switch (node.kind) {
    case 'literal':
      return charged(node.value, context);
    case 'text':
      return renderParts(node.parts, context);
    case 'value':
      return charged(toJson(valueOf(node.expression, context)), context);
    case 'list':
      return node.elements.flatMap((element) => renderElement(element, context));
    case 'object':
      return renderObject(node.members, context);
    case 'for':
      return renderFor(node, context);
    case 'if':
      return renderIf(node, context);
    case 'let':
      return renderLet(node, context, () => renderNode(node.in, context));
    default:
      return node satisfies never;
  }
}

/** Within a list: a `$for` gives as many elements as it has, an `$if` that is not so none. */
function renderElement(node: JsonNode, context: MeteredContext): readonly JsonValue[] {
  if (node.kind === 'for' && node.key === null) return renderList(node, context);
  if (node.kind === 'let') return renderLet(node, context, () => renderElement(node.in, context));
  if (node.kind === 'if') {
    const branch = branchOf(node, context);
    return branch === null ? [] : renderElement(branch, context);
  }
  const value = renderNode(node, context);
  return value === undefined ? [] : [value];
}

function renderObject(members: readonly Member[], context: MeteredContext): JsonObject {
  const rendered: [string, JsonValue][] = [];
  for (const [name, node] of members) {
    const value = renderNode(node, context);
    if (value !== undefined) rendered.push([name, value]);
  }
  // Defines members, whatever their names: `__proto__` is one like any other.
  return Object.fromEntries(rendered);
}

/** A list, or with `key` an object. */
function renderFor(node: ForNode, context: MeteredContext): JsonValue {
  if (node.key === null) return renderList(node, context);
  const { key } = node;
  const members: [string, JsonValue][] = [];
  eachElement(node, context, (value) => members.push([textOf(renderNode(key, context)), value]));
  return Object.fromEntries(members);
}

function renderList(node: ForNode, context: MeteredContext): readonly JsonValue[] {
  const list: JsonValue[] = [];
  eachElement(node, context, (value) => list.push(value));
  return list;
}

/** Renders `do` for each element, and passes on what is not left out while the element's names hold. */
function eachElement(node: ForNode, context: MeteredContext, pass: (value: JsonValue) => void): void {
  const over = valueOf(node.over, context);
  context.meter.spend(breadthOf(over));
  const elements = elementsOf(over).slice(0, node.limit);
  for (const [index, element] of elements.entries()) {
    context.within({ [node.as]: element, forloop: standing(index, elements.length) }, () => {
      const value = renderNode(node.do, context);
      if (value !== undefined) pass(value);
    });
  }
}

/** The elements of a list; of an object its members as `key` and `value`; nothing for null. */
function elementsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [value];
  return Object.entries(value).map(([key, member]: [string, unknown]) => ({ key, value: member }));
}

/** As Liquid's own loops say it. */
function standing(index0: number, length: number): JsonObject {
  return { index: index0 + 1, index0, length, first: index0 === 0, last: index0 === length - 1 };
}

function renderIf(node: IfNode, context: MeteredContext): JsonValue | undefined {
  const branch = branchOf(node, context);
  return branch === null ? undefined : renderNode(branch, context);
}

function branchOf(node: IfNode, context: MeteredContext): JsonNode | null {
  return isTruthy(valueOf(node.condition, context), context) ? node.do : node.else;
}

function renderLet<T>(node: LetNode, context: MeteredContext, render: () => T): T {
  const names = [...node.names].reverse();
  const within = names.reduce(
    (inner, [name, value]) =>
      () =>
        context.within({ [name]: renderNode(value, context) ?? null }, inner),
    render,
  );
  return within();
}

function valueOf(expression: Value, context: MeteredContext): unknown {
  return toValue(toValueSync(expression.value(context)));
}

/** What is put into the body is charged, so that a small template cannot make an endless body of a large event. */
function charged(value: JsonValue, context: MeteredContext): JsonValue {
  context.meter.spend(
    typeof value === 'object' && value !== null ? jsonOf(value).length : textOf(value).length,
  );
  return value;
}
