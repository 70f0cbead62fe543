import type { AnswerOf } from '../../../api/types.js';

export type Backtest = AnswerOf<'backtestSubscription'>;

/** How far back a back-test looks. */
export const SPANS = {
  day: { label: '24 hours', words: 'the last 24 hours', ms: 86_400_000 },
  week: { label: '7 days', words: 'the last 7 days', ms: 7 * 86_400_000 },
  month: { label: '30 days', words: 'the last 30 days', ms: 30 * 86_400_000 },
} as const;

export type Span = keyof typeof SPANS;

export const isSpan = (text: string): text is Span => Object.hasOwn(SPANS, text);

const DAY_MS = 86_400_000;
const SAMPLES_MAX = 20;

interface Day {
  /** `2026-02-17`, in UTC. */
  readonly date: string;
  readonly matched: number;
}

/** Every day that was looked at, the oldest first, also those without a match. */
export function daysOf({ from, to, byDay }: Pick<Backtest, 'from' | 'to' | 'byDay'>): readonly Day[] {
  const counts = new Map(byDay.map(({ date, matched }) => [date, matched]));
  const first = Math.floor(Date.parse(from) / DAY_MS);
  const last = Math.floor((Date.parse(to) - 1) / DAY_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const date = new Date((first + index) * DAY_MS).toISOString().slice(0, 10);
    return { date, matched: counts.get(date) ?? 0 };
  });
}

/** A back-test that stopped early, with the one of what lies before it. */
export function joined(later: Backtest, earlier: Backtest): Backtest {
  return {
    from: earlier.from,
    to: later.to,
    scannedFrom: earlier.scannedFrom,
    complete: earlier.complete,
    scanned: later.scanned + earlier.scanned,
    matched: later.matched + earlier.matched,
    deliveries: later.deliveries + earlier.deliveries,
    byType: summed([...later.byType, ...earlier.byType], ({ type }) => type).sort(
      (a, b) => b.matched - a.matched,
    ),
    byDay: summed([...earlier.byDay, ...later.byDay], ({ date }) => date),
    samples: [...later.samples, ...earlier.samples].slice(0, SAMPLES_MAX),
  };
}

function summed<T extends { matched: number }>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  const sums = new Map<string, T>();
  for (const row of rows) {
    const known = sums.get(keyOf(row));
    sums.set(keyOf(row), known === undefined ? row : { ...known, matched: known.matched + row.matched });
  }
  return [...sums.values()];
}
