import { describe, expect, it } from '@jest/globals';
import { deliveryRecord, effectiveDelivery, mergeDelivery } from './delivery-settings.js';

describe('delivery settings', () => {
  it("are the dialect's where the subscription says nothing", () => {
    expect(effectiveDelivery('standard', {})).toEqual({
      timeoutMs: 15_000,
      retrySchedule: ['5s', '5m', '30m', '2h', '5h', '10h', '10h'],
      successCodes: '2xx',
      maxRedirects: 0,
      rateLimit: null,
      maxConcurrency: 10,
      ordering: 'none',
      traceparent: true,
    });
  });

  it('go to the hot path with durations in milliseconds', () => {
    const record = deliveryRecord('standard', { retrySchedule: ['250ms', '5s', '2h'], traceparent: false });
    expect(record).toMatchObject({
      retryScheduleMs: [250, 5_000, 7_200_000],
      traceparent: false,
      timeoutMs: 15_000,
      connectTimeoutMs: 10_000,
      maxRedirects: 0,
    });
  });

  it('leave the time for a connection to the dialect, so that all its subscriptions share the pools', () => {
    expect(deliveryRecord('standard', { timeoutMs: 2_000, maxRedirects: 3 })).toMatchObject({
      timeoutMs: 2_000,
      connectTimeoutMs: 10_000,
      maxRedirects: 3,
    });
  });

  it('are merged by key, and null takes an override back', () => {
    const merged = mergeDelivery(
      { timeoutMs: 1_000, successCodes: '200' },
      { timeoutMs: null, maxConcurrency: 2 },
    );
    expect(merged).toEqual({ successCodes: '200', maxConcurrency: 2 });
    expect(mergeDelivery({ timeoutMs: 1_000 }, undefined)).toEqual({ timeoutMs: 1_000 });
  });
});
