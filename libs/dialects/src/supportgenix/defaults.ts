import type { DeliveryDefaults, DialectLimits } from '../dialect.js';

/**
 * Support Genix's reference page: 120 s, five redirects, no retry. It defines no success; any 2xx counts. Its time to
 * connect is within the 120 s; ten of them keep a dead host from holding a place.
 */
export const SUPPORTGENIX_DEFAULTS: DeliveryDefaults = {
  timeoutMs: 120_000,
  connectTimeoutMs: 10_000,
  retrySchedule: [],
  successCodes: '2xx',
  maxRedirects: 5,
};

/** What its form takes: a title of 100 characters, a URL of 255; https is recommended, not demanded. */
export const SUPPORTGENIX_LIMITS: DialectLimits = { nameLengthMax: 100, urlLengthMax: 255, httpsOnly: false };
