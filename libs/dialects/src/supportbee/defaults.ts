import type { DeliveryDefaults } from '../dialect.js';

/**
 * Three retries, an hour apart (SupportBee's help page); 3 s to connect and 10 s in all, redirects not followed (its
 * open-source web-hook app). Its help asks for "200"; any 2xx counts here, and `successCodes: "200"` is the strict form.
 */
export const SUPPORTBEE_DEFAULTS: DeliveryDefaults = {
  timeoutMs: 10_000,
  connectTimeoutMs: 3_000,
  retrySchedule: ['1h', '1h', '1h'],
  successCodes: '2xx',
  maxRedirects: 0,
};
