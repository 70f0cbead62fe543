import type { DeliveryDefaults } from '../dialect.js';

/** Dialects page, sections 1a and 8. The add-on documents no retries; its log has a manual resend. */
export const DEFAULTS: DeliveryDefaults = {
  timeoutMs: 60_000,
  connectTimeoutMs: 10_000,
  retrySchedule: [],
  successCodes: '2xx',
  maxRedirects: 5,
};
