import type { Endpoint } from './endpoint-control.js';

/** Whether an endpoint is sent to. */
export type EnabledPeriod =
  | {
      readonly kind: 'enabled';
      /** Since when, in epoch milliseconds. Everybody who knows the subscription says the same. */
      readonly since: number;
    }
  | { readonly kind: 'disabled' }
  /** The subscription is not known (yet), or was deleted. */
  | { readonly kind: 'unknown' };

/** Knows which endpoints are sent to. */
export interface EnabledPeriods {
  /** Whether it has heard of all subscriptions. */
  readonly ready: boolean;
  periodOf(endpoint: Endpoint): EnabledPeriod;
}

/** Whether what began to fail at that instant, in epoch milliseconds, did so before the endpoint was given another chance. */
export function isOfFormerPeriod(since: number, period: EnabledPeriod): boolean {
  return period.kind === 'enabled' && since < period.since;
}
