import type { DeliveryDefaults, DialectLimits } from '../dialect.js';

/** Contract, section 3: about a day of retries, from seconds to hours. */
export const STANDARD_DEFAULTS: DeliveryDefaults = {
  timeoutMs: 15_000,
  connectTimeoutMs: 10_000,
  retrySchedule: ['5s', '5m', '30m', '2h', '5h', '10h', '10h'],
  successCodes: '2xx',
  maxRedirects: 0,
};

/** Nothing beyond what holds for every subscription. */
export const GENERAL_LIMITS: DialectLimits = { nameLengthMax: 100, urlLengthMax: 2048, httpsOnly: false };
