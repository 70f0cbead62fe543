import type { Output } from '../output.js';
import { printable } from '../printable.js';

type Node = Readonly<Record<string, unknown>>;

const VALUE_CHARS_MAX = 160;
/** Deeper than conditions may be nested. */
const DEPTH_MAX = 50;

/**
 * An explained condition as a tree: each node with its verdict, each test with what the event has there.
 *
 * ```
 * ✗ all of
 *   ✓ ticket.priority.slug eq "high"
 *   ✗ ticket.status.slug eq "open"  (it is "pending")
 * ```
 */
export function conditionLines(output: Output, condition: Node, depth = 0): readonly string[] {
  const { all, any, not } = condition;
  const line = (text: string) =>
    `${'  '.repeat(depth)}${mark(output, condition['verdict'] === true)} ${text}`;
  if (depth > DEPTH_MAX) return [line('…')];
  if (Array.isArray(all) && all.length === 0) return [line('no condition')];
  const below = (nodes: readonly unknown[]) =>
    nodes.filter(isNode).flatMap((node) => conditionLines(output, node, depth + 1));
  if (Array.isArray(all)) return [line('all of'), ...below(all)];
  if (Array.isArray(any)) return [line('any of'), ...below(any)];
  if (isNode(not)) return [line('not'), ...below([not])];
  return [line(testText(output, condition))];
}

function testText(
  output: Output,
  { field, op, value, actual, verdict: _verdict, ...settings }: Node,
): string {
  const wanted = value === undefined ? '' : ` ${shown(value)}`;
  const further = Object.entries(settings).map(([name, setting]) => ` ${printable(name)}=${shown(setting)}`);
  const found =
    actual === null || actual === undefined ? 'the event has nothing there' : `it is ${shown(actual)}`;
  return `${printable(String(field))} ${printable(String(op))}${wanted}${further.join('')}  ${output.styled('dim', `(${found})`)}`;
}

function shown(value: unknown): string {
  const text = printable(JSON.stringify(value) ?? 'nothing');
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX)}…`;
}

function mark(output: Output, verdict: boolean): string {
  return verdict ? output.styled('green', '✓') : output.styled('red', '✗');
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
