import { pointerTokens } from '../../../api/field-faults.js';
import type { FieldFault } from '../../../api/problem.js';
import type { ConditionNode } from './tree.js';

type TestPart = 'field' | 'op' | 'value' | 'whole';

/** A fault at the node that it is about. */
export interface PlacedFault {
  /** As it was when the fault was found: once it is another, the fault is out of date. */
  readonly node: ConditionNode;
  readonly part: TestPart;
  readonly detail: string;
}

const PARTS: Readonly<Record<string, TestPart>> = { field: 'field', op: 'op', value: 'value' };

/** Finds the node of each fault by its pointer; what leads nowhere stays at the last node on the way. */
export function placeFaults(
  root: ConditionNode | null,
  faults: readonly FieldFault[],
): readonly PlacedFault[] {
  if (root === null) return [];
  return faults.map(({ pointer, detail }) => ({ ...placed(root, pointerTokens(pointer)), detail }));
}

function placed(node: ConditionNode, tokens: readonly string[]): Omit<PlacedFault, 'detail'> {
  const [token = '', index = '', ...rest] = tokens;
  if (node.kind === 'not' && token === 'not') return placed(node.part, tokens.slice(1));
  if (node.kind === 'group' && token === node.mode) {
    const part = node.parts[Number(index)];
    if (index !== '' && part !== undefined) return placed(part, rest);
  }
  return { node, part: node.kind === 'test' ? (PARTS[token] ?? 'whole') : 'whole' };
}

/** What is still wrong with a node, and with which part of it; several faults in one sentence each. */
export function faultOf(
  faults: readonly PlacedFault[],
  node: ConditionNode,
  part: TestPart,
): string | undefined {
  const details = faults.filter((fault) => fault.node === node && fault.part === part);
  return details.length === 0 ? undefined : details.map(({ detail }) => detail).join('; ');
}
