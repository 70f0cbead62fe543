import type { AnswerOf } from '../../../api/types.js';

export interface UrlFigures {
  readonly count: number;
  readonly successes: number;
  /** Null: nothing was sent. */
  readonly lastAt: string | null;
}

type Item = Pick<AnswerOf<'getStats'>['items'][number], 'url' | 'count' | 'successes' | 'lastAt'>;

/** The figures of one URL, over all types. */
export function urlFigures(items: readonly Item[], url: string): UrlFigures {
  return items
    .filter((item) => item.url === url)
    .reduce<UrlFigures>(
      (sum, { count, successes, lastAt }) => ({
        count: sum.count + count,
        successes: sum.successes + successes,
        lastAt: sum.lastAt === null || Date.parse(lastAt) > Date.parse(sum.lastAt) ? lastAt : sum.lastAt,
      }),
      { count: 0, successes: 0, lastAt: null },
    );
}
