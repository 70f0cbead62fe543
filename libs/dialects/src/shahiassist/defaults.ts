import type { DeliveryDefaults, DialectLimits } from '../dialect.js';

/** Dialects page, sections 5a and 8: each retry is counted from the failure before it. */
export const DEFAULTS: DeliveryDefaults = {
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
  retrySchedule: ['1m', '5m', '30m'],
  successCodes: '2xx',
  maxRedirects: 5,
};

/** "Webhooks are only sent to HTTPS URLs for security" (the vendor's page). */
export const LIMITS: DialectLimits = { nameLengthMax: 100, urlLengthMax: 2048, httpsOnly: true };

/** "Keep payloads under 1MB" (the vendor's page). */
export const BODY_BYTES_MAX = 1_000_000;

/** Express refuses larger bodies unless `express.json()` is given another limit than its `100kb`. */
export const EXPRESS_BODY_BYTES_MAX = 102_400;
