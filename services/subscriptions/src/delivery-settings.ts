import type {
  DeliveryOverrides,
  Subscription,
  SubscriptionPatch,
  SubscriptionRecord,
} from '@deskhook/contracts';
import { dialect, type DialectName } from '@deskhook/dialects';
import { parseDurationMs } from '@deskhook/domain';

const CONCURRENCY_DEFAULT = 10;

/** The settings in force: the dialect's defaults and what the subscription overrides (contract, section 3). */
export function effectiveDelivery(name: DialectName, overrides: DeliveryOverrides): Subscription['delivery'] {
  const { defaults } = dialect(name);
  return {
    timeoutMs: overrides.timeoutMs ?? defaults.timeoutMs,
    retrySchedule: [...(overrides.retrySchedule ?? defaults.retrySchedule)],
    successCodes: overrides.successCodes ?? defaults.successCodes,
    maxRedirects: overrides.maxRedirects ?? defaults.maxRedirects,
    rateLimit: overrides.rateLimit ?? null,
    maxConcurrency: overrides.maxConcurrency ?? CONCURRENCY_DEFAULT,
    ordering: overrides.ordering ?? 'none',
    traceparent: overrides.traceparent ?? true,
  };
}

/** The same for the hot path, with durations in milliseconds. */
export function deliveryRecord(
  name: DialectName,
  overrides: DeliveryOverrides,
): SubscriptionRecord['delivery'] {
  const { retrySchedule, rateLimit: limited, ...same } = effectiveDelivery(name, overrides);
  const rateLimit =
    limited === null ? null : { limit: limited.limit, perMs: parseDurationMs(limited.per) ?? 0 };
  const retryScheduleMs = retrySchedule.map((text) => parseDurationMs(text) ?? 0);
  // The dialect's alone, since each value has a pool of connections; a shorter timeout of the whole exchange ends it too.
  const { connectTimeoutMs } = dialect(name).defaults;
  return { ...same, rateLimit, connectTimeoutMs, retryScheduleMs };
}

/** Merges a patch by key; null takes an override back (RFC 7396). */
export function mergeDelivery(
  overrides: DeliveryOverrides,
  patch: SubscriptionPatch['delivery'],
): Record<string, unknown> {
  const merged = { ...overrides, ...patch };
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null && value !== undefined),
  );
}
