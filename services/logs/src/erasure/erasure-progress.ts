import { NOTHING_KNOWN, type PersonValues } from '@deskhook/domain';
import { z } from 'zod';

const texts = z.array(z.string());
const count = z.number().int();

/** What an erasure reads, in this order. */
export const ERASURE_STAGES = ['bodies', 'events', 'attempts', 'texts', 'dead-letters', 'replays'] as const;
export type ErasureStage = (typeof ERASURE_STAGES)[number];

export const erasureProgressSchema = z.object({
  stage: z.enum(['waiting', ...ERASURE_STAGES]),
  pass: count,
  /** The key of the last row that was read of the stage; null at its begin. */
  position: z.array(z.union([z.string(), z.number()])).nullable(),
  /** What was learnt of the person. */
  learnt: z.object({ emails: texts, texts, parts: texts }),
  /** How much was known when the pass began. */
  knownAtBegin: count,
  /** Deliveries of the person's events that were open when the pass began. */
  open: count,
  scanned: count,
  erased: z.object({
    bodies: count,
    events: count,
    attempts: count,
    texts: count,
    deadLetters: count,
    replays: count,
  }),
  waiting: z.string().nullable(),
});
export type ErasureProgress = z.infer<typeof erasureProgressSchema>;

/** How far an erasure is that has not begun. */
export const ERASURE_BEGIN: ErasureProgress = {
  stage: 'waiting',
  pass: 1,
  position: null,
  learnt: { emails: [], texts: [], parts: [] },
  knownAtBegin: 0,
  open: 0,
  scanned: 0,
  erased: { bodies: 0, events: 0, attempts: 0, texts: 0, deadLetters: 0, replays: 0 },
  waiting: null,
};

/** The log is up to half a second behind. */
const SECOND_AFTER_MS = 2_000;
const FIRST_AGAIN_MS = 30_000;
const AGAIN_MS_MAX = 3_600_000;
/** Longer than any delivery is on its way, but for one whose endpoint is never there again. */
const AGE_MS_MAX = 7 * 86_400_000;
/** Passes that only learn more; people have few names. */
const LEARNING_PASSES_MAX = 4;

/** What follows when a stage has been read to its end. */
export type StageEnd =
  | { readonly kind: 'stage'; readonly stage: ErasureStage }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'done' };

/** Goes through the stages, and through all of them again while there is more to find. `ageMs` since it was asked for. */
export function afterStage(progress: ErasureProgress, ageMs: number): StageEnd {
  const { stage, pass, open } = progress;
  const next = ERASURE_STAGES[stage === 'waiting' ? 0 : ERASURE_STAGES.indexOf(stage) + 1];
  if (next !== undefined) return { kind: 'stage', stage: next };
  // Whose events they are is known only now: what was on its way shows from the second pass on.
  if (pass === 1) return { kind: 'again', afterMs: SECOND_AFTER_MS };
  const learntMore = known(progress.learnt) > progress.knownAtBegin;
  if (learntMore && pass < LEARNING_PASSES_MAX) return { kind: 'again', afterMs: 0 };
  if (open === 0 || ageMs > AGE_MS_MAX) return { kind: 'done' };
  return { kind: 'again', afterMs: Math.min(AGAIN_MS_MAX, FIRST_AGAIN_MS * 2 ** (pass - 2)) };
}

/** How much is known of a person. */
export function known({ emails, texts: names, parts }: PersonValues = NOTHING_KNOWN): number {
  return emails.length + names.length + parts.length;
}
