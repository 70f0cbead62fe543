import { isJsonObject, type JsonObject } from './tree.js';

/** A condition as it is read; with what came of it, where that is known. */
export type ExplainedNode =
  | {
      readonly kind: 'group';
      readonly mode: 'all' | 'any';
      readonly parts: readonly ExplainedNode[];
      readonly verdict: boolean | null;
    }
  | { readonly kind: 'not'; readonly part: ExplainedNode; readonly verdict: boolean | null }
  | {
      readonly kind: 'test';
      readonly test: JsonObject;
      /** Undefined: there is no explanation. */
      readonly actual: unknown;
      readonly verdict: boolean | null;
    }
  | { readonly kind: 'other'; readonly json: unknown; readonly verdict: boolean | null };

/** Reads a condition or the explanation of one: they are the same tree. */
export function explainedNode(json: unknown): ExplainedNode {
  if (!isJsonObject(json)) return { kind: 'other', json, verdict: null };
  const verdict = typeof json['verdict'] === 'boolean' ? json['verdict'] : null;
  const { all, any } = json;
  if (Array.isArray(all)) return { kind: 'group', mode: 'all', parts: all.map(explainedNode), verdict };
  if (Array.isArray(any)) return { kind: 'group', mode: 'any', parts: any.map(explainedNode), verdict };
  if ('not' in json) return { kind: 'not', part: explainedNode(json['not']), verdict };
  const { actual, verdict: _verdict, ...test } = json;
  if (typeof test['field'] !== 'string') return { kind: 'other', json, verdict };
  return { kind: 'test', test, actual, verdict };
}

/** The test that decided that a condition is not met: the first one that said no, or that held and must not. Null where it is met. */
export function decisiveTest(node: ExplainedNode): ExplainedNode | null {
  return node.verdict === false ? decisive(node) : null;
}

/** The first test that made a node's verdict what it is. */
function decisive(node: ExplainedNode): ExplainedNode | null {
  switch (node.kind) {
    case 'group': {
      const part = node.parts.find(({ verdict }) => verdict === node.verdict);
      return part === undefined ? null : decisive(part);
    }
    case 'not':
      return decisive(node.part);
    case 'test':
    case 'other':
      return node;
    default:
      return node satisfies never;
  }
}
