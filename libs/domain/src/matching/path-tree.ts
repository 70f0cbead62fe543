import type { AspectKey } from './aspect.js';
import { edgeFor, type Edge } from './edge.js';
import { bothHints, NO_HINT } from './hint.js';
import type { Probe } from './probe.js';

/** A necessary predicate, ready for looking up. */
export interface Step {
  readonly probe: Probe;
  readonly key: AspectKey;
}

/** What is left of a path below a place in the tree, and what it leads to. */
export interface Leaf<E> {
  readonly entry: E;
  readonly rest: readonly Step[];
  /** Of the first two steps that are left. */
  readonly hints: number;
}

/** A place in the tree: one leaf or some as they are, or a branch that tells them apart. */
export type Place<E> = Leaf<E> | Bunch<E> | Branch<E>;

/** So many leaves are sooner gone through by their hints than told apart. */
const LEAVES_MAX = 32;

const NOTHING_LEFT: readonly Step[] = [];

/** A leaf at the end of what is left of a path. */
export function leafOf<E>(entry: E, rest: readonly Step[]): Leaf<E> {
  return { entry, rest, hints: bothHints(hintOfStep(rest[0]), hintOfStep(rest[1])) };
}

function hintOfStep(step: Step | undefined): number {
  return step === undefined ? NO_HINT : step.probe.hint(step.key);
}

/** The place with a leaf more. Undefined stands for a place that does not exist yet. */
export function withLeaf<E>(place: Place<E> | undefined, leaf: Leaf<E>): Place<E> {
  if (place === undefined) return leaf;
  if (place instanceof Branch) return place.add(leaf);
  const leaves = [...leavesOf(place), leaf];
  if (leaves.length <= LEAVES_MAX) return new Bunch(leaves);
  const branch = new Branch<E>();
  for (const one of leaves) branch.add(one);
  return branch;
}

/** The place without the entry that a path leads to; undefined when nothing is left of it. */
export function withoutEntry<E>(
  place: Place<E>,
  entry: E,
  path: readonly Step[],
  depth = 0,
): Place<E> | undefined {
  if (place instanceof Branch) return place.delete(entry, path, depth) ? place : undefined;
  const leaves = leavesOf(place).filter((leaf) => leaf.entry !== entry);
  return leaves.length > 1 ? new Bunch(leaves) : leaves[0];
}

function leavesOf<E>(place: Leaf<E> | Bunch<E>): readonly Leaf<E>[] {
  return place instanceof Bunch ? place.leaves : [place];
}

/** Some leaves, with their hints side by side in memory. */
export class Bunch<E> {
  readonly hints: readonly number[];

  constructor(readonly leaves: readonly Leaf<E>[]) {
    this.hints = leaves.map((leaf) => leaf.hints);
  }
}

/** A node of a discrimination tree: at each probe of it, the keys lead on. */
export class Branch<E> {
  /** Entries whose path ends here. */
  ended: Set<E> | null = null;
  readonly edges = new Map<Probe, Edge<Place<E>>>();

  add({ entry, rest }: Leaf<E>): this {
    const [step] = rest;
    if (step === undefined) {
      this.ended = (this.ended ?? new Set()).add(entry);
      return this;
    }
    const edge = this.edgeOf(step.probe);
    const below = rest.length === 1 ? NOTHING_LEFT : rest.slice(1);
    edge.set(step.key, withLeaf(edge.get(step.key), leafOf(entry, below)));
    return this;
  }

  /** Whether anything is left. */
  delete(entry: E, path: readonly Step[], depth: number): boolean {
    const step = path[depth];
    if (step === undefined) this.ended?.delete(entry);
    else this.deleteBelow(step, entry, path, depth + 1);
    if (this.ended?.size === 0) this.ended = null;
    return this.ended !== null || this.edges.size > 0;
  }

  private deleteBelow({ probe, key }: Step, entry: E, path: readonly Step[], depth: number): void {
    const edge = this.edges.get(probe);
    const place = edge?.get(key);
    if (edge === undefined || place === undefined) return;
    const left = withoutEntry(place, entry, path, depth);
    if (left !== undefined) edge.set(key, left);
    else if (edge.delete(key)) this.edges.delete(probe);
  }

  private edgeOf(probe: Probe): Edge<Place<E>> {
    const known = this.edges.get(probe);
    if (known !== undefined) return known;
    const made = edgeFor<Place<E>>(probe.aspect);
    this.edges.set(probe, made);
    return made;
  }
}
