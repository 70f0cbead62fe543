import { compare, type CompareOptions, type Comparison } from './compare.js';
import { meant, type Live } from './live.js';
import type { Manifest } from './manifest.js';
import { KINDS, type KindName } from './manifest.schema.js';

/** A document, and the tenant that it is for. */
export interface Placed {
  readonly tenant: string;
  readonly manifest: Manifest;
}

/** What is to be done about one thing. */
export type Step =
  | ({ readonly kind: 'create' } & Placed)
  | ({ readonly kind: 'update'; readonly live: Live; readonly comparison: Comparison } & Placed)
  | ({ readonly kind: 'unchanged'; readonly live: Live; readonly comparison: Comparison } & Placed)
  | { readonly kind: 'delete'; readonly tenant: string; readonly live: Live };

/** The steps that make what documents state so: what others refer to comes first, and deletions last, in reverse. */
export function plan(
  documents: readonly Placed[],
  live: readonly Live[],
  unwanted: readonly Live[],
  options: CompareOptions,
): readonly Step[] {
  const steps = documents.map((placed) => stepOf(placed, live, options));
  const deletions = unwanted.map((one): Step => ({ kind: 'delete', tenant: one.tenant, live: one }));
  return [
    ...steps.toSorted((one, other) => rank(one) - rank(other)),
    ...deletions.toSorted((one, other) => rank(other) - rank(one)),
  ];
}

/** The step for one document. */
export function stepOf(placed: Placed, live: readonly Live[], options: CompareOptions): Step {
  const { tenant, manifest } = placed;
  const found = meant(
    manifest,
    live.filter((one) => one.tenant === tenant),
  );
  if (found === undefined) return { kind: 'create', ...placed };
  const comparison = compare(manifest, found, options);
  return { kind: comparison.isSame ? 'unchanged' : 'update', ...placed, live: found, comparison };
}

/** What the step is about. */
export function subjectOf(step: Step): { readonly kind: KindName; readonly name: string } {
  return step.kind === 'delete' ? step.live : step.manifest;
}

function rank(step: Step): number {
  return KINDS.indexOf(subjectOf(step).kind);
}
