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
    rateLimit: null,
    maxConcurrency: overrides.maxConcurrency ?? CONCURRENCY_DEFAULT,
    ordering: 'none',
    traceparent: overrides.traceparent ?? true,
  };
}

/** The same for the hot path, with durations in milliseconds. */
export function deliveryRecord(
  name: DialectName,
  overrides: DeliveryOverrides,
): SubscriptionRecord['delivery'] {
  const {
    retrySchedule,
    rateLimit: _rateLimit,
    ordering: _ordering,
    ...same
  } = effectiveDelivery(name, overrides);
  const retryScheduleMs = retrySchedule.map((text) => parseDurationMs(text) ?? 0);
  // How long a connection may take is the dialect's alone, and never longer than the whole exchange.
  const connectTimeoutMs = Math.min(dialect(name).defaults.connectTimeoutMs, same.timeoutMs);
  return { ...same, connectTimeoutMs, retryScheduleMs };
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
