import type { DeliveryDefaults } from '../dialect.js';

/** Dialects page, section 8. The vendor publishes none of these; its log shows every answer but 2xx as an error. */
export const MOVIDESK_DEFAULTS: DeliveryDefaults = {
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
  retrySchedule: [],
  successCodes: '2xx',
  maxRedirects: 5,
};
