import { describe, expect, test } from '@jest/globals';
import {
  enabledUrls,
  standingAfterDisabling,
  standingAfterPatch,
  type EndpointStanding,
} from './endpoint-standing.js';

const [A, B, C] = ['https://a.example/hook', 'https://b.example/hook', 'https://c.example/hook'] as const;
const AT = new Date('2026-02-17T14:45:00.000Z');
const LATER = new Date('2026-02-18T14:45:00.000Z');
const news = (url: string, at = LATER) => ({ url, reason: 'answered 410 Gone', at: at.toISOString() });

function aStanding(overrides: Partial<EndpointStanding> = {}): EndpointStanding {
  return { urls: [A, B], status: 'active', disabledUrls: [], activatedAt: null, ...overrides };
}

describe('a URL that is disabled', () => {
  test('leaves the others alone', () => {
    const after = standingAfterDisabling(aStanding(), news(A));
    expect(after).toEqual(aStanding({ disabledUrls: [news(A)] }));
    expect(enabledUrls(after ?? aStanding())).toEqual([B]);
  });

  test('makes the subscription inactive when it was the last one', () => {
    const before = aStanding({ disabledUrls: [news(A)] });
    expect(standingAfterDisabling(before, news(B))).toMatchObject({
      status: 'inactive',
      disabledUrls: [news(A), news(B)],
    });
  });

  test.each([
    ['it is disabled already', aStanding({ disabledUrls: [news(A, AT)] }), news(A)],
    ['it is not one of the subscription', aStanding(), news(C)],
    ['somebody has enabled it since', aStanding({ activatedAt: LATER }), news(A, AT)],
  ])('changes nothing when %s', (_why, before, told) => {
    expect(standingAfterDisabling(before, told)).toBeNull();
  });

  test('counts when it is younger than the activation', () => {
    expect(standingAfterDisabling(aStanding({ activatedAt: AT }), news(A))).not.toBeNull();
  });
});

describe('a patch', () => {
  const silent = aStanding({ status: 'inactive', disabledUrls: [news(A, AT), news(B, AT)] });

  test('to active enables every URL', () => {
    const wanted = aStanding({ activatedAt: LATER });
    expect(standingAfterPatch(silent, { status: 'active' }, LATER)).toEqual(wanted);
    expect(standingAfterPatch(aStanding(), { status: 'active' }, LATER)).toEqual(wanted);
  });

  test('of something else changes nothing', () => {
    expect(standingAfterPatch(silent, {}, LATER)).toEqual(silent);
    expect(standingAfterPatch(aStanding(), { status: 'inactive' }, LATER)).toEqual(
      aStanding({ status: 'inactive' }),
    );
  });

  test('that takes a URL away takes its entry along', () => {
    const one = aStanding({ disabledUrls: [news(A, AT)] });
    expect(standingAfterPatch(one, { urls: [B] }, LATER)).toEqual(aStanding({ urls: [B] }));
    const back = standingAfterPatch(aStanding({ urls: [B] }), { urls: [A, B, A] }, LATER);
    expect(back).toEqual(aStanding({ activatedAt: LATER }));
  });

  test('that leaves only disabled URLs makes it inactive', () => {
    const one = aStanding({ disabledUrls: [news(A, AT)] });
    expect(standingAfterPatch(one, { urls: [A] }, LATER)).toMatchObject({ status: 'inactive', urls: [A] });
    expect(standingAfterPatch(one, { urls: [A], status: 'active' }, LATER)).toMatchObject({
      status: 'active',
      disabledUrls: [],
    });
  });
});
