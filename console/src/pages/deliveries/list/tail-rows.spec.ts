import { describe, expect, it } from '@jest/globals';
import type { Delivery, LiveAttempt } from '../../../api/types.js';
import { attemptsOf, EMPTY_TAIL, released, TAIL_ROWS_MAX, taken, withKnown } from './tail-rows.js';

function attempt(number: number): LiveAttempt {
  return {
    deliveryId: `dlv_${number}`,
    number: 1,
    at: '2026-02-17T14:45:00.000Z',
    durationMs: 10,
    error: null,
    eventId: 'event-1',
    nextAttemptAt: null,
    reason: null,
    responseCode: 204,
    status: 'delivered',
    subscriptionId: 'sub_1',
    test: false,
    ticketId: '1',
    traceId: '',
    trigger: null,
    type: 'ticket.created',
    url: 'https://crm.example',
  };
}
function delivery(number: number, attemptCount: number): Delivery {
  const { deliveryId, status, eventId, subscriptionId, ticketId, trigger, type, url } = attempt(number);
  return {
    id: deliveryId,
    attemptCount,
    status,
    eventId,
    subscriptionId,
    ticketId,
    trigger,
    type,
    url,
    createdAt: '2026-02-17T14:00:00.000Z',
    updatedAt: `2026-02-17T14:0${number}:00.000Z`,
    lastResponseCode: 500,
    nextAttemptAt: null,
    reason: null,
  };
}
const ids = (rows: readonly LiveAttempt[]) => rows.map(({ deliveryId }) => deliveryId);

describe('the live tail', () => {
  it('has the newest on top', () => {
    const tail = taken(taken(EMPTY_TAIL, [attempt(1), attempt(2)], false), [attempt(3)], false);
    expect(ids(tail.rows)).toEqual(['dlv_3', 'dlv_2', 'dlv_1']);
  });

  it('holds back while it stands still, and counts', () => {
    const still = taken(taken(EMPTY_TAIL, [attempt(1)], false), [attempt(2), attempt(3)], true);
    expect([ids(still.rows), still.heldCount]).toEqual([['dlv_1'], 2]);
    const gone = released(still);
    expect([ids(gone.rows), gone.heldCount]).toEqual([['dlv_3', 'dlv_2', 'dlv_1'], 0]);
  });

  it('is bounded, shown and held', () => {
    const many = Array.from({ length: TAIL_ROWS_MAX + 5 }, (_, index) => attempt(index));
    const tail = taken(taken(EMPTY_TAIL, many, false), many, true);
    expect([tail.rows.length, tail.held.length, tail.heldCount]).toEqual([
      TAIL_ROWS_MAX,
      TAIL_ROWS_MAX,
      TAIL_ROWS_MAX + 5,
    ]);
    expect(released(tail).rows).toHaveLength(TAIL_ROWS_MAX);
  });

  it('begins with the last attempts that are known, the newest on top', () => {
    const known = attemptsOf([delivery(2, 1), delivery(3, 4), delivery(1, 0)]);
    expect(ids(known)).toEqual(['dlv_3', 'dlv_2']);
    expect(known[0]).toMatchObject({ number: 4, responseCode: 500, at: '2026-02-17T14:03:00.000Z' });
    const rows = withKnown([attempt(2)], known);
    expect(ids(rows)).toEqual(['dlv_2', 'dlv_3']);
    expect(rows[0]).toMatchObject({ responseCode: 204 });
  });

  it('shows what is told twice once', () => {
    expect(taken(EMPTY_TAIL, [attempt(1), attempt(1)], false).rows).toHaveLength(1);
  });
});
