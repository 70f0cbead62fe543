import { describe, expect, test } from '@jest/globals';
import { ApiError } from '../api-error.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { PublishResult, ReadyEvent, Unsettled } from './publication.js';
import { publishTrying } from './publish-trying.js';

const batch = ['a', 'b', 'c'].map((place): ReadyEvent => ({ place, text: '{}' }));
const stored = (id: string): PublishResult => ({ outcome: 'stored', id, traceId: '' });
const unsettled = (place: string): Unsettled => ({
  outcome: 'unsettled',
  place,
  pointer: '',
  detail: 'full',
});
const nobody = new AbortController().signal;

/** Publishes to what answers so, one answer after the other, and notes what it was sent. */
async function published(...answers: readonly (readonly (PublishResult | Unsettled)[] | Error)[]) {
  const sent: string[] = [];
  const publish = (events: readonly ReadyEvent[]) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? [];
    sent.push(events.map(({ place }) => place).join(''));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { results: await publishTrying({ publish }, batch, nobody, 0), sent };
}

describe('publishing until all is settled', () => {
  test('only what is not settled is sent again, and results keep their order', async () => {
    const { results, sent } = await published(
      [stored('a'), unsettled('b'), unsettled('c')],
      [unsettled('b'), stored('c')],
      [stored('b')],
    );
    expect(sent).toEqual(['abc', 'bc', 'b']);
    expect(results).toEqual(['a', 'b', 'c'].map(stored));
  });

  test('what is never settled counts as refused after five tries', async () => {
    const { results, sent } = await published([stored('a'), stored('b'), unsettled('c')], [unsettled('c')]);
    expect(sent).toHaveLength(5);
    expect(results[2]).toEqual({ outcome: 'refused', place: 'c', pointer: '', detail: 'full' });
  });

  test('no answer is tried again; what can never succeed is not', async () => {
    const away = new CliError('away', EXIT.unavailable);
    expect((await published(away, [stored('a'), stored('b'), stored('c')])).sent).toEqual(['abc', 'abc']);
    await expect(published(new CliError('no', EXIT.notAllowed))).rejects.toThrow('no');
    await expect(published(away)).rejects.toThrow('away; each of 3 events may be stored');
    const frozen = new ApiError('the stream does not answer', 503, [], null);
    await expect(published(frozen, away)).rejects.toThrow('the stream does not answer; ');
  });

  test('what was stored is told although the rest has no answer any more', async () => {
    const { results } = await published(
      [stored('a'), stored('b'), unsettled('c')],
      new CliError('away', EXIT.unavailable),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['stored', 'stored', 'refused']);
  });
});
