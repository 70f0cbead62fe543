const FIRST_MS = 100;
const MAX_MS = 10_000;

/** How long to wait after so many failures on end, in milliseconds; `dice` from 0 to 1 spreads many publishers. */
export function backOffMs(failures: number, dice: number): number {
  const full = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  return full / 2 + (full / 2) * dice;
}
