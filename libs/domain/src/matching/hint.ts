import type { AspectKey } from './aspect.js';

const BITS = 13;
const MASK = (1 << BITS) - 1;
const WORD_BITS = 5;
const PRIME = 0x01_00_01_93;

/** A hint that every event lives up to. */
export const NO_HINT = 0;

/** A number for a key of an aspect, the same whenever it is asked for; others may have the same. */
export function hintOf(seed: number, key: AspectKey): number {
  let hash = seed | 0;
  if (typeof key === 'number') hash = Math.imul(hash ^ key, PRIME);
  else for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), PRIME);
  return (hash ^ (hash >>> 15)) & MASK;
}

/** Two hints as one. */
export function bothHints(one: number, other: number): number {
  return one | (other << BITS);
}

/**
 * The hints of what an event has, as one kilobyte of bits: whether a subscription is worth looking at is then mostly
 * decided by bits that are in the processor's cache, instead of by memory all over the heap.
 */
export class HintSet {
  private readonly words = new Int32Array(1 << (BITS - WORD_BITS));

  clear(): void {
    this.words.fill(0);
    this.add(NO_HINT);
  }

  add(hint: number): void {
    const word = hint >>> WORD_BITS;
    this.words[word] = (this.words[word] ?? 0) | (1 << (hint & 31));
  }

  /** False: the event lacks one of the two. True: it may have both. */
  hasBoth(hints: number): boolean {
    return this.has(hints & MASK) && this.has(hints >>> BITS);
  }

  private has(hint: number): boolean {
    return ((this.words[hint >>> WORD_BITS] ?? 0) & (1 << (hint & 31))) !== 0;
  }
}
