/** One thing that was looked at. */
export interface Check {
  readonly area: Area;
  readonly what: string;
  readonly outcome: 'ok' | 'warning' | 'fault' | 'skipped';
  readonly detail: string;
  /** What to do about it; null where there is nothing to do. */
  readonly fix: string | null;
}

export type Area = 'broker' | 'database' | 'egress' | 'api';

/** Makes the checks of one area. */
export function checksOf(area: Area) {
  return {
    ok: (what: string, detail: string): Check => ({ area, what, outcome: 'ok', detail, fix: null }),
    warning: (what: string, detail: string, fix: string): Check => ({
      area,
      what,
      outcome: 'warning',
      detail,
      fix,
    }),
    fault: (what: string, detail: string, fix: string): Check => ({
      area,
      what,
      outcome: 'fault',
      detail,
      fix,
    }),
    skipped: (what: string, detail: string): Check => ({ area, what, outcome: 'skipped', detail, fix: null }),
  };
}

/** Further than this clocks must not be apart: signatures of five minutes' validity, schedules, windows of queries. */
const SKEW_FAULT_MS = 30_000;
const SKEW_WARNING_MS = 2_000;

/** How far another clock is from ours, as a check. `errorMs`: how exact it can be known. */
export function clockCheck(area: Area, skewMs: number, errorMs: number): Check {
  const { ok, warning, fault } = checksOf(area);
  const apart = Math.max(0, Math.abs(skewMs) - errorMs);
  const detail = `its clock is ${(Math.abs(skewMs) / 1000).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine's`;
  const fix = 'set clocks by NTP on every machine: signatures, schedules and windows depend on them';
  if (apart > SKEW_FAULT_MS) return fault('clock', detail, fix);
  return apart > SKEW_WARNING_MS ? warning('clock', detail, fix) : ok('clock', 'agrees with this machine');
}

export const MEBIBYTE = 1024 * 1024;

export function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)} MiB`;
}
