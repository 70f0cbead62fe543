import { isMetric, type Metric } from './metrics.js';

const STATUSES = ['running', 'paused', 'breached'] as const;
export type OpenStatus = (typeof STATUSES)[number];
export const isOpenStatus = (value: unknown): value is OpenStatus =>
  STATUSES.some((status) => status === value);

/** What the address of the list of clocks says. */
export interface ClockSearch {
  readonly status?: OpenStatus | undefined;
  readonly metric?: Metric | undefined;
}

/** Every key is there: what is left out would keep what the address said, whatever that was. */
export const clockSearch = ({ status, metric }: Record<string, unknown>): ClockSearch => ({
  status: isOpenStatus(status) ? status : undefined,
  metric: isMetric(metric) ? metric : undefined,
});
