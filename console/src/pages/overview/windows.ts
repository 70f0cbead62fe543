const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The windows that the overview can show. */
export const WINDOWS = [
  { key: '1h', label: 'Last hour', ms: HOUR_MS },
  { key: '24h', label: '24 hours', ms: 24 * HOUR_MS },
  { key: '7d', label: '7 days', ms: 7 * 24 * HOUR_MS },
  { key: '30d', label: '30 days', ms: 30 * 24 * HOUR_MS },
] as const;
export type WindowKey = (typeof WINDOWS)[number]['key'];
export const DEFAULT_WINDOW: WindowKey = '24h';

export const isWindowKey = (value: unknown): value is WindowKey => WINDOWS.some(({ key }) => key === value);

/** The beginning of a window that ends now, to the minute: so that asking twice within it is asking for the same. */
export function windowFrom(key: WindowKey, nowMs: number): string {
  const ms = WINDOWS.find((window) => window.key === key)?.ms ?? HOUR_MS;
  return new Date(Math.floor((nowMs - ms) / MINUTE_MS) * MINUTE_MS).toISOString();
}
