/**
 * A condition as the builder holds it. Every node has an id of its own, which stays while its content changes, and the tree is
 * never changed in place. What the builder has no form for stays as the JSON that it is: nothing is lost on the way back.
 */
export type ConditionNode = GroupNode | NotNode | TestNode | OtherNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly id: number;
  readonly mode: GroupMode;
  readonly parts: readonly ConditionNode[];
}

interface NotNode {
  readonly kind: 'not';
  readonly id: number;
  readonly part: ConditionNode;
}

/** A test, with every key that was written, known or not. */
export interface TestNode {
  readonly kind: 'test';
  readonly id: number;
  readonly source: JsonObject;
}

/** Anything else: it is shown as JSON. */
export interface OtherNode {
  readonly kind: 'other';
  readonly id: number;
  readonly json: unknown;
}

export type GroupMode = 'all' | 'any';
export type JsonObject = Readonly<Record<string, unknown>>;

const GROUP_KEYS: readonly string[] = ['all', 'any', 'not'];

let lastId = 0;
const nextId = (): number => ++lastId;

/** The tree of a condition; null stands for none. Takes any JSON. */
export function fromJson(json: unknown): ConditionNode | null {
  return json === null || json === undefined ? null : nodeOf(json);
}

function nodeOf(json: unknown): ConditionNode {
  if (!isJsonObject(json)) return { kind: 'other', id: nextId(), json };
  const keys = Object.keys(json);
  if (keys.every((key) => !GROUP_KEYS.includes(key))) return { kind: 'test', id: nextId(), source: json };
  const [key] = keys;
  if (keys.length === 1 && (key === 'all' || key === 'any')) {
    const parts: unknown = json[key];
    if (Array.isArray(parts)) return groupOf(key, parts.map(nodeOf));
  }
  if (keys.length === 1 && key === 'not') return negated(nodeOf(json[key]));
  return { kind: 'other', id: nextId(), json };
}

/** The condition of a tree, as the API takes it. */
export function toJson(node: ConditionNode | null): JsonObject | null {
  if (node === null) return null;
  const json = jsonOf(node);
  return isJsonObject(json) ? json : null;
}

function jsonOf(node: ConditionNode): unknown {
  switch (node.kind) {
    case 'group':
      return { [node.mode]: node.parts.map(jsonOf) };
    case 'not':
      return { not: jsonOf(node.part) };
    case 'test':
      return node.source;
    case 'other':
      return node.json;
    default:
      return node satisfies never;
  }
}

export function groupOf(mode: GroupMode, parts: readonly ConditionNode[]): GroupNode {
  return { kind: 'group', id: nextId(), mode, parts };
}

export function testOf(source: JsonObject): TestNode {
  return { kind: 'test', id: nextId(), source };
}

/** A node that must not hold. */
export function negated(node: ConditionNode): NotNode {
  return { kind: 'not', id: nextId(), part: node };
}

/** The same once more, under ids of its own. */
export const copied = (node: ConditionNode): ConditionNode => nodeOf(jsonOf(node));

/** Puts something in the place of a node. */
export function replaced(
  node: ConditionNode,
  id: number,
  change: (node: ConditionNode) => ConditionNode,
): ConditionNode {
  if (node.id === id) return change(node);
  if (node.kind === 'group') return withParts(node, (part) => replaced(part, id, change));
  if (node.kind !== 'not') return node;
  const part = replaced(node.part, id, change);
  return part === node.part ? node : { ...node, part };
}

/** Takes a node out. A `not` goes with its part, and a group with its last one; null: nothing is left. */
export function without(node: ConditionNode, id: number): ConditionNode | null {
  if (node.id === id) return null;
  if (node.kind === 'group') {
    const rest = withParts(node, (part) => without(part, id));
    return rest !== node && rest.parts.length === 0 ? null : rest;
  }
  if (node.kind !== 'not') return node;
  const part = without(node.part, id);
  if (part === null) return null;
  return part === node.part ? node : { ...node, part };
}

/** The same group where no part changes. */
function withParts(group: GroupNode, change: (part: ConditionNode) => ConditionNode | null): GroupNode {
  const parts = group.parts.flatMap((part) => change(part) ?? []);
  const isSame = parts.length === group.parts.length && parts.every((part, at) => part === group.parts[at]);
  return isSame ? group : { ...group, parts };
}

/** Adds a part at the end of a group; a root that is no group becomes the first part of one. */
export function withPart(
  root: ConditionNode | null,
  groupId: number | null,
  part: ConditionNode,
): ConditionNode {
  if (root === null) return part.kind === 'group' ? part : groupOf('all', [part]);
  if (groupId === null)
    return root.kind === 'group' ? { ...root, parts: [...root.parts, part] } : groupOf('all', [root, part]);
  const add = (node: ConditionNode): ConditionNode =>
    node.kind === 'group' ? { ...node, parts: [...node.parts, part] } : node;
  return replaced(root, groupId, add);
}

/** Moves a node one place up or down among its group's parts; at the ends it stays. */
export function moved(root: ConditionNode, id: number, by: -1 | 1): ConditionNode {
  if (root.kind === 'not') {
    const part = moved(root.part, id, by);
    return part === root.part ? root : { ...root, part };
  }
  if (root.kind !== 'group') return root;
  const at = root.parts.findIndex((part) => part.id === id);
  if (at < 0) return withParts(root, (part) => moved(part, id, by));
  const to = at + by;
  if (to < 0 || to >= root.parts.length) return root;
  const parts = root.parts.filter((part) => part.id !== id);
  return { ...root, parts: parts.toSpliced(to, 0, ...root.parts.slice(at, at + 1)) };
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
