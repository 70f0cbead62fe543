import type { ReplaySkip } from '@deskhook/contracts';
import { z } from 'zod';

/** One of those that a replay selects: where it stands in their order, and how many attempts it had then. */
export const replayItemSchema = z.object({
  id: z.string(),
  /** RFC 3339 with microseconds, as Postgres compares it. */
  at: z.string(),
  number: z.number().int(),
});
export type ReplayItem = z.infer<typeof replayItemSchema>;

/** What came of one of them. */
export type ItemOutcome =
  | { readonly kind: 'replayed' }
  | { readonly kind: 'skipped'; readonly reason: ReplaySkip }
  | { readonly kind: 'failed'; readonly detail: string };

export const REPLAYED: ItemOutcome = { kind: 'replayed' };
export const skipped = (reason: ReplaySkip): ItemOutcome => ({ kind: 'skipped', reason });

/** What a replay has come to, or a part of it. */
export interface ReplayTally {
  readonly replayed: number;
  readonly failed: number;
  readonly skippedBy: Readonly<Partial<Record<ReplaySkip, number>>>;
  readonly failures: readonly { readonly id: string; readonly detail: string }[];
}

/** The outcomes of a batch, counted. */
export function tally(outcomes: readonly (readonly [ReplayItem, ItemOutcome])[]): ReplayTally {
  const skippedBy: Partial<Record<ReplaySkip, number>> = {};
  const failures: { id: string; detail: string }[] = [];
  let replayed = 0;
  for (const [{ id }, outcome] of outcomes) {
    if (outcome.kind === 'replayed') replayed += 1;
    else if (outcome.kind === 'failed') failures.push({ id, detail: outcome.detail });
    else skippedBy[outcome.reason] = (skippedBy[outcome.reason] ?? 0) + 1;
  }
  return { replayed, failed: failures.length, skippedBy, failures };
}
