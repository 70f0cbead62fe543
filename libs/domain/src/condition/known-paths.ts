import { nearestName } from '../nearest-name.js';
import { ENVELOPE_FIELDS } from './condition-field.js';
import { conditionFields, OPEN_FIELDS, OPEN_MEMBERS } from './field-table.js';

interface KnownNode {
  readonly members: Map<string, KnownNode>;
  /** Whether members that are not known may stand here. */
  open: boolean;
}

const NAME_CHARACTERS = 50;
const POSITION = /^\d+$/;
const tree = knownTree();

/** First segments of paths into `data` that the canonical model knows. */
export const KNOWN_ROOTS: ReadonlySet<string> = new Set(tree.members.keys());

/**
 * Where a path leaves what is known: the number of its first segment that names nothing there, also where another name
 * that is known is so close that it must be meant. Null: every segment is known, or may be anything.
 */
export function unknownSegment(segments: readonly string[]): number | null {
  let node = tree;
  for (const [at, segment] of segments.entries()) {
    if (POSITION.test(segment) && at > 0) continue;
    if (OPEN_MEMBERS.has(segment) && at > 0) return null;
    const next = node.members.get(segment);
    if (next === undefined) return node.open && nearestMember(node, segment) === null ? null : at;
    node = next;
  }
  return null;
}

/** The path with another last known segment that is close to what stands at a position; null: nothing is close. */
export function nearestKnown(segments: readonly string[], at: number): string | null {
  const before = segments.slice(0, at);
  const node = before
    .filter((segment, position) => position === 0 || !POSITION.test(segment))
    .reduce<KnownNode | undefined>((known, segment) => known?.members.get(segment), tree);
  const near = node === undefined ? null : nearestMember(node, segments[at] ?? '');
  return near === null ? null : [...before, near, ...segments.slice(at + 1)].join('.');
}

function nearestMember(node: KnownNode, name: string): string | null {
  return nearestName(name.slice(0, NAME_CHARACTERS), node.members.keys());
}

function knownTree(): KnownNode {
  const root: KnownNode = { members: new Map(), open: false };
  const envelope: ReadonlySet<string> = new Set(ENVELOPE_FIELDS);
  for (const { field } of conditionFields()) if (!envelope.has(field)) nodeAt(root, field);
  for (const field of OPEN_FIELDS) nodeAt(root, field).open = true;
  return root;
}

function nodeAt(root: KnownNode, path: string): KnownNode {
  let node = root;
  for (const segment of path.split('.')) {
    const known = node.members.get(segment);
    const next = known ?? { members: new Map(), open: false };
    if (known === undefined) node.members.set(segment, next);
    node = next;
  }
  return node;
}
