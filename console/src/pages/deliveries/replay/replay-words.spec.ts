import { describe, expect, it } from '@jest/globals';
import { filterWords, progressWords, shares, skipWords } from './replay-words.js';

describe('a replay in words', () => {
  it('says why something was not sent again', () => {
    expect(skipWords('url_removed')).toBe('its URL was taken out of the subscription');
    expect(skipWords('new_reason')).toBe('new reason');
  });

  it('says what it selects', () => {
    const filter = { status: 'dead', subscription: 'sub_1', to: '2026-02-17T00:00:00.000Z' } as const;
    expect(filterWords(filter, () => 'CRM sync')).toEqual([
      { label: 'status', value: 'dead' },
      { label: 'subscription', value: 'CRM sync' },
      { label: 'until', value: '2026-02-17T00:00:00.000Z' },
    ]);
  });

  it('says how far it is', () => {
    const progress = { selected: 200, replayed: 100, skipped: 40, failed: 10 };
    expect(shares(progress)).toEqual({ replayed: 50, skipped: 20, failed: 5 });
    expect(progressWords(progress)).toBe('150 of 200');
    expect(shares({ selected: 0, replayed: 0, skipped: 0, failed: 0 }).replayed).toBe(0);
  });
});
