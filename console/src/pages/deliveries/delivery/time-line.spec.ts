import { describe, expect, it } from '@jest/globals';
import type { Attempt, DeliveryDetail } from '../../../api/types.js';
import { durationMs, gapHeight, timeLine } from './time-line.js';

const NOW = Date.parse('2026-02-17T14:45:00.000Z');
const at = (ms: number) => new Date(NOW + ms).toISOString();

function delivery(made: readonly number[], overrides: Partial<DeliveryDetail> = {}): DeliveryDetail {
  const attempts: Attempt[] = made.map((ms, index) => ({
    number: index + 1,
    at: at(ms),
    durationMs: 10,
    error: null,
    requestBody: '{}',
    requestHeaders: {},
    responseBody: null,
    responseCode: 500,
    responseHeaders: null,
    responseTruncated: false,
    redirects: [],
    warnings: [],
    traceId: '',
  }));
  return {
    id: 'dlv_1',
    eventId: 'event-1',
    subscriptionId: 'sub_1',
    url: 'https://crm.example/hooks',
    type: 'ticket.created',
    trigger: null,
    ticketId: null,
    status: 'retrying',
    attemptCount: attempts.length,
    attempts,
    lastResponseCode: 500,
    nextAttemptAt: null,
    reason: null,
    schedule: null,
    createdAt: at(0),
    updatedAt: at(0),
    ...overrides,
  };
}

const SCHEDULE = ['5s', '5m', '30m', '2h', '5h', '10h', '10h'];

describe('the time line of a delivery', () => {
  it('places attempts by the time between them', () => {
    const { points } = timeLine(delivery([100, 5_100], { status: 'dead' }));
    expect(points.map(({ gapMs }) => gapMs)).toEqual([100, 5_000]);
  });

  it('goes on as the retry schedule has it', () => {
    const next = { number: 3, at: at(305_000), why: '' };
    const schedule = { retrySchedule: SCHEDULE, attemptsLeft: 6, next };
    const { points, more } = timeLine(delivery([0, 5_000], { schedule }));
    const planned = points.slice(2);
    expect(planned.map(({ gapMs }) => gapMs)).toEqual([
      300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000,
    ]);
    expect(planned.map(({ point }) => point.kind === 'planned' && [point.number, point.isNext])).toEqual([
      [3, true],
      [4, false],
      [5, false],
      [6, false],
      [7, false],
    ]);
    expect(more).toBe(1);
  });

  it('does not know when what waits for an endpoint goes on', () => {
    const next = { number: 1, at: null, why: 'Waits behind another' };
    const schedule = { retrySchedule: ['5s'], attemptsLeft: 2, next };
    const { points } = timeLine(delivery([], { status: 'pending', schedule }));
    expect(points.map(({ point, gapMs }) => [point.at, gapMs])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('knows the next one without a schedule, and none once it has ended', () => {
    const { points } = timeLine(delivery([0], { nextAttemptAt: at(5_000) }));
    expect(points.at(-1)).toEqual({
      point: { kind: 'planned', number: 2, at: NOW + 5_000, isNext: true },
      gapMs: 5_000,
    });
    expect(timeLine(delivery([0], { status: 'delivered' })).points).toHaveLength(1);
  });

  it('reads durations as the API writes them', () => {
    expect(['250ms', '5s', '30m', '2h', '1d', 'soon'].map(durationMs)).toEqual([
      250,
      5_000,
      1_800_000,
      7_200_000,
      86_400_000,
      null,
    ]);
  });

  it('draws a longer gap longer', () => {
    const heights = [0, 5_000, 300_000, 36_000_000].map(gapHeight);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(new Set(heights).size).toBe(4);
  });
});
