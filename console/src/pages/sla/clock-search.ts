import { isMetric, type Metric } from './metrics.js';

const STATUSES = ['running', 'paused', 'breached'] as const;
type OpenStatus = (typeof STATUSES)[number];
export const isOpenStatus = (value: unknown): value is OpenStatus =>
  STATUSES.some((status) => status === value);

/** What the address of the list of clocks says. */
export interface ClockSearch {
  readonly status?: OpenStatus;
  readonly metric?: Metric;
}

export const clockSearch = ({ status, metric }: Record<string, unknown>): ClockSearch => ({
  status: isOpenStatus(status) ? status : undefined,
  metric: isMetric(metric) ? metric : undefined,
});
