import { describe, expect, it } from '@jest/globals';
import { retrySentence, spokenMs } from './retry-reason.js';

const at = Date.UTC(2026, 1, 17, 14, 45);
const run = { position: 1, attempts: 3, delayMs: 300_000, at };

describe('why an attempt is made when it is', () => {
  it('is the schedule, as it is or as it was', () => {
    const reason = { kind: 'schedule', ...run } as const;
    const sentence = 'Attempt 2 of 3: 5 minutes after the failure, as the retry schedule says';
    expect(retrySentence(reason, [300_000, 7_200_000])).toBe(sentence);
    for (const changed of [[300_000], [60_000, 7_200_000], []])
      expect(retrySentence(reason, changed)).toBe(sentence.replace('says', 'said then'));
  });

  it('is what the endpoint asked for', () => {
    expect(retrySentence({ kind: 'retry-after', ...run }, [300_000, 7_200_000])).toBe(
      'The endpoint asked to wait until 2026-02-17T14:45:00.000Z (Retry-After); the retry schedule has 5 minutes',
    );
  });

  it('is not made up where it was not told', () => {
    expect(retrySentence({ kind: 'unknown', failed: 3 }, [])).toBe('As was decided when attempt 3 failed');
  });
});

it.each([
  [250, '250 ms'],
  [1_000, '1 second'],
  [90_000, '90 seconds'],
  [300_000, '5 minutes'],
  [3_600_000, '1 hour'],
  [172_800_000, '2 days'],
])('%p ms are %p', (ms, words) => expect(spokenMs(ms)).toBe(words));
