/** What refers to others comes after them. An event is evaluated as soon as its tenant is known, so tenants are last. */
const STAGES: readonly (readonly string[])[] = [
  ['calendar'],
  ['subscription', 'sla-policy', 'key', 'connector'],
  ['tenant'],
];

/** A key of the configuration bucket, and whether it is to hold a record. */
export interface KeyWrite {
  readonly key: string;
  readonly text: string | null;
}

/**
 * The writes in stages, of which one is done before the next begins: whoever reads the bucket finds what a record refers
 * to. Records that are there are written in the order of their references, those that go are removed against it after that.
 */
export function inStages<T extends KeyWrite>(writes: readonly T[]): T[][] {
  const kept = STAGES.map((kinds) => writes.filter(({ key, text }) => text !== null && isOf(kinds, key)));
  const gone = STAGES.map((kinds) => writes.filter(({ key, text }) => text === null && isOf(kinds, key)));
  return [...kept, ...gone.toReversed()].filter((stage) => stage.length > 0);
}

/** Whether this release knows what the key holds; another release may have written others, which are left alone. */
export function isKnownKey(key: string): boolean {
  return STAGES.some((kinds) => isOf(kinds, key));
}

function isOf(kinds: readonly string[], key: string): boolean {
  return kinds.includes(key.slice(0, key.indexOf('.')));
}
