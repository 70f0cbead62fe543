import type { DeliveryDefaults } from '../dialect.js';

/** Contract, section 3: about a day of retries, from seconds to hours. */
export const STANDARD_DEFAULTS: DeliveryDefaults = {
  timeoutMs: 15_000,
  retrySchedule: ['5s', '5m', '30m', '2h', '5h', '10h', '10h'],
  successCodes: '2xx',
};
