import type { AnswerOf } from '../../../api/types.js';

export interface UrlFigures {
  readonly count: number;
  readonly successes: number;
  /** Of the last attempt; null: nothing was sent. */
  readonly lastAt: string | null;
  /** How the last attempt fared, where the figures tell: all of its type came to the same. */
  readonly lastOutcome: 'succeeded' | 'failed' | null;
}

type Item = Pick<AnswerOf<'getStats'>['items'][number], 'url' | 'count' | 'successes' | 'lastAt'>;

/** The figures of one URL, over all types. */
export function urlFigures(items: readonly Item[], url: string): UrlFigures {
  const own = items.filter((item) => item.url === url);
  const newest = own.toSorted((a, b) => Date.parse(b.lastAt) - Date.parse(a.lastAt))[0];
  return {
    count: own.reduce((sum, { count }) => sum + count, 0),
    successes: own.reduce((sum, { successes }) => sum + successes, 0),
    lastAt: newest?.lastAt ?? null,
    lastOutcome: newest === undefined ? null : outcomeOf(newest),
  };
}

function outcomeOf({ count, successes }: Item): UrlFigures['lastOutcome'] {
  if (successes === 0) return 'failed';
  return successes === count ? 'succeeded' : null;
}
