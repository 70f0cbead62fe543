import { moment } from '../moments.js';

/** Options that narrow deliveries down, as commander gives them. */
export interface DeliveryFilterOptions {
  readonly status?: string;
  readonly subscription?: string;
  readonly type?: string;
  readonly ticket?: string;
  readonly event?: string;
  readonly endpoint?: string;
  readonly code?: number;
  readonly error?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The options as the API's filter; absent ones are left out. */
export function deliveryFilter(
  options: DeliveryFilterOptions,
  nowMs: number,
): Record<string, string | number> {
  const { status, subscription, type, ticket, event, endpoint, code, error } = options;
  const filter = { status, subscription, type, ticket, event, url: endpoint, code, error };
  const window = { from: moment('--from', options.from, nowMs), to: moment('--to', options.to, nowMs) };
  return Object.fromEntries(
    Object.entries({ ...filter, ...window }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
