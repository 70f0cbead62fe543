import { describe, expect, it } from '@jest/globals';
import type { Attempt, DeliveryDetail } from '../../../api/types.js';
import { countDown, headlineOf } from './headline.js';

const NOW = Date.parse('2026-02-17T14:45:00.000Z');
const at = (ms: number) => new Date(NOW + ms).toISOString();

function attempt(number: number, responseCode: number | null, error: string | null = null): Attempt {
  return {
    number,
    at: at(-60_000 + number),
    durationMs: 12,
    error,
    requestBody: '{}',
    requestHeaders: { 'content-type': 'application/json' },
    responseBody: null,
    responseCode,
    responseHeaders: null,
    responseTruncated: false,
    redirects: [],
    warnings: [],
    traceId: '0af7651916cd43dd8448eb211c80319c',
  };
}

function delivery(overrides: Partial<DeliveryDetail>): DeliveryDetail {
  const { attempts = [] } = overrides;
  return {
    id: 'dlv_1',
    eventId: 'event-1',
    subscriptionId: 'sub_1',
    url: 'https://crm.example/hooks',
    type: 'ticket.created',
    trigger: null,
    ticketId: '123',
    status: 'pending',
    attemptCount: attempts.length,
    attempts,
    lastResponseCode: null,
    nextAttemptAt: null,
    reason: null,
    schedule: null,
    createdAt: at(-60_000),
    updatedAt: at(0),
    ...overrides,
  };
}

describe('the headline of a delivery', () => {
  it('says on which attempt it arrived', () => {
    const once = delivery({ status: 'delivered', attempts: [attempt(1, 204)] });
    expect(headlineOf(once, NOW).title).toBe('Delivered on the first attempt');
    const later = delivery({ status: 'delivered', attempts: [attempt(1, 500), attempt(2, 200)] });
    expect(headlineOf(later, NOW)).toEqual({ title: 'Delivered on attempt 2', tone: 'good', text: null });
  });

  it('says how often it failed, and with what', () => {
    const attempts = [attempt(1, 500), attempt(2, 500)];
    const reason = 'the endpoint answered 500; attempt 2 was the last of the retry schedule';
    expect(headlineOf(delivery({ status: 'dead', attempts, reason }), NOW)).toEqual({
      title: 'Dead: 2 attempts failed, the last with 500',
      tone: 'bad',
      text: 'The endpoint answered 500; attempt 2 was the last of the retry schedule.',
    });
    const refused = [attempt(1, null, 'the endpoint refused the connection')];
    expect(headlineOf(delivery({ status: 'dead', attempts: refused }), NOW).title).toBe(
      'Dead: its only attempt failed: the endpoint refused the connection',
    );
  });

  it('counts no attempt as failed that arrived before it was sent again', () => {
    const attempts = [attempt(1, 200), attempt(2, 500)];
    expect(headlineOf(delivery({ status: 'dead', attempts }), NOW).title).toBe(
      'Dead: its last attempt failed with 500',
    );
  });

  it('says that nothing was ever sent', () => {
    const reason = 'the body could not be rendered: the template has no end';
    expect(headlineOf(delivery({ status: 'dead', reason }), NOW)).toMatchObject({
      title: 'Dead: it could not be sent',
      text: 'The body could not be rendered: the template has no end.',
    });
    expect(
      headlineOf(delivery({ status: 'cancelled', reason: 'the subscription was deleted' }), NOW),
    ).toEqual({
      title: 'Cancelled before it was sent',
      tone: 'neutral',
      text: 'The subscription was deleted.',
    });
  });

  it('counts down to the next attempt, and says why then', () => {
    const why = 'Attempt 2 of 8: 5 minutes after the failure, as the retry schedule says';
    const schedule = { retrySchedule: ['5m'], attemptsLeft: 7, next: { number: 2, at: at(250_000), why } };
    const reason = 'the endpoint answered 500';
    const one = delivery({ status: 'retrying', attempts: [attempt(1, 500)], schedule, reason });
    expect(headlineOf(one, NOW)).toMatchObject({
      title: 'Waits for attempt 2 in 4 min 10 s',
      text: `The endpoint answered 500. ${why}.`,
    });
    expect(headlineOf(one, NOW + 251_000).title).toBe('Waits for attempt 2, which is due');
  });

  it('does without a schedule', () => {
    const reason = 'the endpoint answered 500';
    const one = delivery({
      status: 'retrying',
      attempts: [attempt(1, 500)],
      nextAttemptAt: at(9_001),
      reason,
    });
    expect(headlineOf(one, NOW)).toMatchObject({
      title: 'Waits for attempt 2 in 10 s',
      text: 'The endpoint answered 500.',
    });
    expect(headlineOf(delivery({}), NOW).title).toBe('Waits for its first attempt');
  });

  it('counts whole seconds', () => {
    expect([countDown(8_200), countDown(0), countDown(-5), countDown(61_000)]).toEqual([
      '9 s',
      '0 s',
      '0 s',
      '1 min 1 s',
    ]);
  });
});
