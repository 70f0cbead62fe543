import type { Attempt, DeliveryDetail } from '../../../api/types.js';

/** One point of a delivery's time line. */
export type Point =
  | { readonly kind: 'made'; readonly attempt: Attempt; readonly at: number }
  /** To come. Those after the next one are only made if it fails; null: not known when. */
  | {
      readonly kind: 'planned';
      readonly number: number;
      readonly at: number | null;
      readonly isNext: boolean;
    };

export interface Placed {
  readonly point: Point;
  /** Time since the point before, or since the delivery was made; null where either is not known. */
  readonly gapMs: number | null;
}

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const PLANNED_SHOWN = 5;

/** The attempts of a delivery, and those that are planned, the oldest first. */
export function timeLine(delivery: DeliveryDetail): {
  readonly points: readonly Placed[];
  /** How many planned ones are left out at the end. */
  readonly more: number;
} {
  const made: Point[] = delivery.attempts.map((attempt) => ({
    kind: 'made',
    attempt,
    at: Date.parse(attempt.at),
  }));
  const planned = plannedOf(delivery);
  const shown = [...made, ...planned.slice(0, PLANNED_SHOWN)];
  const begin = Date.parse(delivery.createdAt);
  const points = shown.map((point, index) => ({ point, gapMs: gap(shown[index - 1], point, begin) }));
  return { points, more: Math.max(0, planned.length - PLANNED_SHOWN) };
}

/** What is to come: the next attempt, then as the retry schedule has it, each counted from the one before. */
function plannedOf({ schedule, status, nextAttemptAt, attempts }: DeliveryDetail): readonly Point[] {
  if (status !== 'pending' && status !== 'retrying') return [];
  if (schedule?.next == null) {
    const number = (attempts.at(-1)?.number ?? 0) + 1;
    return [{ kind: 'planned', number, at: parsed(nextAttemptAt), isNext: true }];
  }
  const { next, retrySchedule, attemptsLeft } = schedule;
  const delays = retrySchedule.slice(Math.max(0, retrySchedule.length + 1 - attemptsLeft));
  const points: Point[] = [{ kind: 'planned', number: next.number, at: parsed(next.at), isNext: true }];
  for (const [index, delay] of delays.entries()) {
    const before = points.at(-1)?.at ?? null;
    const delayMs = durationMs(delay);
    const at = before === null || delayMs === null ? null : before + delayMs;
    points.push({ kind: 'planned', number: next.number + index + 1, at, isNext: false });
  }
  return points;
}

function gap(before: Point | undefined, point: Point, begin: number): number | null {
  const from = before === undefined ? begin : before.at;
  return from === null || point.at === null ? null : Math.max(0, point.at - from);
}

function parsed(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}

/** Milliseconds of `5s`, `30m`, `2h`, as the API writes them. */
export function durationMs(text: string): number | null {
  const [, amount, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  return amount === undefined || !isUnit(unit) ? null : Number(amount) * UNIT_MS[unit];
}

function isUnit(text: string | undefined): text is keyof typeof UNIT_MS {
  return text !== undefined && Object.hasOwn(UNIT_MS, text);
}

const HEIGHT_MIN = 8;
const HEIGHT_PER_DECADE = 9;
const SECOND_MS = 1_000;

/** How long a gap is drawn, in pixels: each tenfold is one step more, so that seconds and hours fit into one picture. */
export function gapHeight(gapMs: number | null): number {
  if (gapMs === null || gapMs <= SECOND_MS) return HEIGHT_MIN;
  return Math.round(HEIGHT_MIN + HEIGHT_PER_DECADE * Math.log10(gapMs / SECOND_MS));
}
