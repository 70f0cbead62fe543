import { answers, comparePositions, isTelling, type FactPosition, type SlaFact } from './sla-fact.js';

/** What happened to a ticket, as far as its clocks are concerned: the same however the events came. */
export interface SlaHistory {
  /** By position, each event once. */
  readonly facts: readonly SlaFact[];
  /** Facts up to here were thinned out: what comes later and stands before it is left out. Null: nothing was. */
  readonly thinnedTo: FactPosition | null;
}

export const NO_HISTORY: SlaHistory = { facts: [], thinnedTo: null };

/** From this many facts on the older half is thinned out. */
const FACTS_MAX = 300;
const FACTS_KEPT = 150;

/** The history with one more fact; the same object when it says nothing new. */
export function withFact(history: SlaHistory, fact: SlaFact): SlaHistory {
  const { facts, thinnedTo } = history;
  if (!isTelling(fact)) return history;
  if (thinnedTo !== null && comparePositions(fact, thinnedTo) <= 0) return history;
  if (facts.some(({ id }) => id === fact.id)) return history;
  const place = facts.findLastIndex((one) => comparePositions(one, fact) < 0) + 1;
  return thinned({ facts: facts.toSpliced(place, 0, fact), thinnedTo });
}

/** Keeps the newer facts, and of the older ones first those that tell what the one before them did not. */
function thinned(history: SlaHistory): SlaHistory {
  const { facts } = history;
  if (facts.length <= FACTS_MAX) return history;
  const older = facts.slice(0, -FACTS_KEPT);
  const first = older.find(answers);
  const telling = older.filter(
    (fact, index) => index === 0 || fact === first || changes(older[index - 1], fact),
  );
  const kept = telling.filter(
    (fact, index) => index === 0 || fact === first || index >= telling.length - FACTS_KEPT / 2,
  );
  return { facts: [...kept, ...facts.slice(-FACTS_KEPT)], thinnedTo: older.at(-1) ?? null };
}

/** Whether a fact differs in what it says from the one before it. */
function changes(before: SlaFact | undefined, fact: SlaFact): boolean {
  if (before === undefined) return true;
  return JSON.stringify({ ...before, at: 0, id: '' }) !== JSON.stringify({ ...fact, at: 0, id: '' });
}
