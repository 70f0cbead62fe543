import type { TicketSla } from '../../api/types.js';

export type Clock = TicketSla['clocks'][number];
export type Metric = Clock['metric'];
export type ClockStatus = Clock['status'];

/** What a clock measures, in words. */
export const METRICS: Readonly<Record<Metric, string>> = {
  first_response: 'First response',
  next_response: 'Next response',
  resolution: 'Resolution',
  response: 'Response (stated by the helpdesk)',
  solution: 'Solution (stated by the helpdesk)',
};

export const isMetric = (value: unknown): value is Metric => typeof value === 'string' && value in METRICS;

/** Of what is left, so much is soon. */
const SOON_SECONDS = 3_600;

export type Urgency = 'overdue' | 'soon' | 'running' | 'paused' | 'ended';

/** How pressing a clock is, at an instant. */
export function urgencyOf(
  { status, due }: { readonly status: ClockStatus; readonly due: string | null },
  nowMs: number,
): Urgency {
  if (status === 'met' || status === 'cancelled') return 'ended';
  if (status === 'paused' || due === null) return 'paused';
  const leftSeconds = (Date.parse(due) - nowMs) / 1_000;
  if (status === 'breached' || leftSeconds < 0) return 'overdue';
  return leftSeconds < SOON_SECONDS ? 'soon' : 'running';
}
