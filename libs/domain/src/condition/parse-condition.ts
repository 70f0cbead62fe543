import { nearestName } from '../nearest-name.js';
import type { Condition, ParsedCondition } from './condition.js';
import { below, fault, isFull, quoted, type FaultCollector } from './fault-collector.js';
import { parseTest } from './parse-test.js';
import { isJsonObject } from './value-key.js';

export interface ParseConditionOptions {
  /** The subscription selects `custom.*` events, whose data is the helpdesk's own: unknown paths are allowed. */
  readonly openData?: boolean;
}

const DEPTH_MAX = 20;
const NODES_MAX = 500;
const GROUPS = ['all', 'any', 'not'] as const;
const TEST_KEYS = ['field', 'op', 'value', 'caseSensitive'] as const;
const KEYS: readonly string[] = [...GROUPS, ...TEST_KEYS];
const SHAPES = '{"all":[…]}, {"any":[…]}, {"not":…} or a test {"field","op","value"}';

/** Reads a condition (contract, section 3): the compiled tree, deeply frozen, or everything that is wrong with it. Never throws. */
export function parseCondition(input: unknown, options: ParseConditionOptions = {}): ParsedCondition {
  const openData = options.openData === true;
  const collector: FaultCollector = { faults: [], openData, nodes: 0, patternSteps: 0 };
  const condition = parseNode(input, '', 1, collector);
  if (condition !== null && collector.faults.length === 0) return { ok: true, condition };
  return { ok: false, faults: collector.faults };
}

function parseNode(
  input: unknown,
  pointer: string,
  depth: number,
  collector: FaultCollector,
): Condition | null {
  collector.nodes++;
  if (collector.nodes > NODES_MAX) return tooManyNodes(collector);
  if (depth > DEPTH_MAX) return fault(collector, pointer, `is nested more than ${DEPTH_MAX} levels deep`);
  if (!isJsonObject(input)) return fault(collector, pointer, `must be an object: ${SHAPES}`);
  const keys = Object.keys(input);
  const groups = GROUPS.filter((group) => keys.includes(group));
  const [group] = groups;
  if (group === undefined) return parseLeaf(input, pointer, collector);
  if (groups.length > 1) fault(collector, pointer, severalGroups(groups));
  for (const key of keys)
    if (!groups.some((known) => known === key)) fault(collector, below(pointer, key), strayKey(key, group));
  const parts = groups.map((name) => parseGroup(name, input[name], below(pointer, name), depth, collector));
  return parts[0] ?? null;
}

function parseGroup(
  group: (typeof GROUPS)[number],
  value: unknown,
  pointer: string,
  depth: number,
  collector: FaultCollector,
): Condition | null {
  if (group === 'not') {
    const of = parseNode(value, pointer, depth + 1, collector);
    return of === null ? null : Object.freeze({ kind: 'not', of });
  }
  if (!Array.isArray(value)) return fault(collector, pointer, 'must be a list of conditions');
  if (group === 'any' && value.length === 0)
    return fault(collector, pointer, 'must hold at least one condition: an empty "any" is never true');
  const of: Condition[] = [];
  for (const [index, part] of value.entries()) {
    if (collector.nodes > NODES_MAX || isFull(collector)) return null;
    const condition = parseNode(part, below(pointer, index), depth + 1, collector);
    if (condition !== null) of.push(condition);
  }
  return Object.freeze({ kind: group, of: Object.freeze(of) });
}

function parseLeaf(
  input: Readonly<Record<string, unknown>>,
  pointer: string,
  collector: FaultCollector,
): Condition | null {
  const keys = Object.keys(input);
  if (keys.length === 0) return fault(collector, pointer, `is empty: write ${SHAPES}`);
  const meant = new Set<string>();
  for (const key of keys.filter((name) => !KEYS.includes(name))) {
    const near = nearestName(key.slice(0, 50), KEYS);
    if (near !== null) meant.add(near);
    const hint = near === null ? `a condition is ${SHAPES}` : `did you mean "${near}"?`;
    fault(collector, below(pointer, key), `${quoted(key)} is not a key of a condition: ${hint}`);
  }
  if (GROUPS.some((group) => meant.has(group))) return null;
  return parseTest(input, meant, pointer, collector);
}

function tooManyNodes(collector: FaultCollector): null {
  return fault(collector, '', `has more than ${NODES_MAX} conditions: split it into several subscriptions`);
}

function severalGroups(groups: readonly string[]): string {
  const nested = groups.map((group) => `{"${group}":…}`).join(',');
  return `holds ${groups.map((group) => `"${group}"`).join(' and ')}: write {"all":[${nested}]} if each must hold`;
}

function strayKey(key: string, group: string): string {
  return `${quoted(key)} cannot stand beside "${group}": put it into a condition of its own, or remove it`;
}
