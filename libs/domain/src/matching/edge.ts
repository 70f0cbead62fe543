import type { Aspect, AspectKey } from './aspect.js';

/** Where the keys of one probe lead from a branch. */
export interface Edge<P> {
  get(key: AspectKey): P | undefined;
  set(key: AspectKey, place: P): void;
  /** Whether no key is left. */
  delete(key: AspectKey): boolean;
  /** Every place that an event with these keys reaches. */
  visit(keys: readonly AspectKey[], visitor: PlaceVisitor<P>): void;
}

export interface PlaceVisitor<P> {
  place(place: P): void;
}

/** Whether keys of an event lead on where a path has this key. */
export function reaches({ kind }: Aspect, keys: readonly AspectKey[], key: AspectKey): boolean {
  if (kind === 'at-least') return keys.some((reached) => reached >= key);
  if (kind === 'at-most') return keys.some((reached) => reached <= key);
  return keys.includes(key);
}

/** An edge of the kind that an aspect needs. */
export function edgeFor<P>(aspect: Aspect): Edge<P> {
  switch (aspect.kind) {
    case 'selector':
    case 'equal':
    case 'changed':
    case 'changed-to':
    case 'changed-from':
    case 'text':
      return new KeyEdge();
    case 'at-least':
      return new BoundEdge(1);
    case 'at-most':
      return new BoundEdge(-1);
    default:
      return aspect satisfies never;
  }
}

/** An event takes it where it has the very key. */
class KeyEdge<P> implements Edge<P> {
  private readonly places = new Map<AspectKey, P>();

  get(key: AspectKey): P | undefined {
    return this.places.get(key);
  }

  set(key: AspectKey, place: P): void {
    this.places.set(key, place);
  }

  delete(key: AspectKey): boolean {
    this.places.delete(key);
    return this.places.size === 0;
  }

  visit(keys: readonly AspectKey[], visitor: PlaceVisitor<P>): void {
    for (const key of keys) {
      const place = this.places.get(key);
      if (place !== undefined) visitor.place(place);
    }
  }
}

/** An event takes it where its bound reaches the key. The keys are in order, those reached first in front. */
class BoundEdge<P> implements Edge<P> {
  private readonly bounds: number[] = [];
  private readonly places: P[] = [];

  /** 1: an event with 5 takes what asks for at least 5 or less; -1: what asks for at most 5 or more. */
  constructor(private readonly direction: 1 | -1) {}

  get(key: AspectKey): P | undefined {
    const at = this.position(Number(key) * this.direction);
    return this.bounds[at] === Number(key) * this.direction ? this.places[at] : undefined;
  }

  set(key: AspectKey, place: P): void {
    const bound = Number(key) * this.direction;
    const at = this.position(bound);
    if (this.bounds[at] === bound) {
      this.places[at] = place;
      return;
    }
    this.bounds.splice(at, 0, bound);
    this.places.splice(at, 0, place);
  }

  delete(key: AspectKey): boolean {
    const bound = Number(key) * this.direction;
    const at = this.position(bound);
    if (this.bounds[at] === bound) {
      this.bounds.splice(at, 1);
      this.places.splice(at, 1);
    }
    return this.bounds.length === 0;
  }

  visit(keys: readonly AspectKey[], visitor: PlaceVisitor<P>): void {
    for (const key of keys) {
      const reached = Number(key) * this.direction;
      for (let at = 0; at < this.bounds.length; at++) {
        const place = this.places[at];
        if (place === undefined || (this.bounds[at] ?? Infinity) > reached) break;
        visitor.place(place);
      }
    }
  }

  /** Of the first bound that is not below; where there is none, behind the last. */
  private position(bound: number): number {
    let low = 0;
    let high = this.bounds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.bounds[middle] ?? Infinity) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
