import { describe, expect, it } from '@jest/globals';
import type { DeliveryStatus } from '../../../api/types.js';
import { isReplay, outcomeOf, shortOutcome } from './attempt-outcome.js';

function attemptsOf(codes: readonly (number | null)[]) {
  return codes.map((responseCode, index) => ({
    number: index + 1,
    at: '2026-02-17T14:45:00.000Z',
    durationMs: 1,
    error: responseCode === null ? 'the endpoint refused the connection' : null,
    requestBody: null,
    requestHeaders: {},
    responseBody: null,
    responseCode,
    responseHeaders: null,
    responseTruncated: false,
    redirects: [],
    warnings: [],
    traceId: '',
  }));
}

function outcomes(status: DeliveryStatus, codes: readonly (number | null)[], successCodes = '2xx') {
  const attempts = attemptsOf(codes);
  return attempts.map((attempt) => outcomeOf(attempt, { status, attempts }, successCodes));
}

describe('the outcome of an attempt', () => {
  it('is what became of the delivery for the last one', () => {
    expect(outcomes('delivered', [null, 500, 200])).toEqual(['failure', 'failure', 'success']);
    expect(outcomes('dead', [500, 200], '204')).toEqual(['failure', 'failure']);
    expect(outcomes('delivered', [302], '2xx')).toEqual(['success']);
  });

  it('is a success too where it arrived and was sent again', () => {
    expect(outcomes('dead', [204, 500])).toEqual(['success', 'failure']);
    expect(outcomes('pending', [200])).toEqual(['success']);
  });

  it('goes by the codes of the subscription', () => {
    expect(outcomes('pending', [302, 201, 203], '200-202, 3xx')).toEqual(['success', 'success', 'failure']);
  });

  it('tells a replay where the one before had arrived', () => {
    const attempts = attemptsOf([500, 204, 500, 204]);
    const delivery = { status: 'delivered', attempts } as const;
    expect(attempts.map((attempt) => isReplay(attempt, delivery, '2xx'))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('has a short name', () => {
    expect(shortOutcome({ responseCode: 404, error: null })).toBe('404');
    expect(shortOutcome({ responseCode: null, error: 'no answer within 15000 ms' })).toBe('Timed out');
    expect(shortOutcome({ responseCode: null, error: 'the host name has no address' })).toBe('No answer');
  });
});
