import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BUCKETS } from '@deskhook/contracts';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { waitUntil } from '../../../test/support/processes.js';
import { lastRevision, scanBucket, type ScanRange, type ScannedEntry } from './bucket-scan.js';
import { MarkedBucket } from './marked-bucket.js';
import { MessageTooLargeError } from './publisher.js';

let started: TestBroker;
let bucket: MarkedBucket;
beforeAll(async () => {
  started = await startBroker();
  bucket = new MarkedBucket(started.broker, BUCKETS.timers);
});
afterAll(() => started.close());

const FOR_EVER = { marks: {}, keepMs: null };
async function put(key: string, text: string, more: Partial<Parameters<MarkedBucket['replace']>[3]> = {}) {
  return bucket.replace(key, await bucket.read(key), text, { ...FOR_EVER, ...more });
}
async function scan(range: ScanRange): Promise<readonly ScannedEntry[]> {
  const found: ScannedEntry[] = [];
  for await (const batch of scanBucket(started.broker, BUCKETS.timers, range)) found.push(...batch);
  return found;
}

describe('a bucket whose entries carry marks', () => {
  test('who read an older state does not write', async () => {
    const nothing = await bucket.read('one.a');
    expect(await bucket.replace('one.a', nothing, 'first', FOR_EVER)).toBe(true);
    expect(await bucket.replace('one.a', nothing, 'second', FOR_EVER)).toBe(false);
    expect(await bucket.remove('one.a', nothing)).toBe(false);
    const known = await bucket.read('one.a');
    expect(known.text).toBe('first');
    expect(await bucket.remove('one.a', known)).toBe(true);
    expect((await bucket.read('one.a')).text).toBeNull();
    expect(await put('one.a', 'again')).toBe(true);
  });

  test('an entry with an age vanishes, and can be written anew', async () => {
    await put('aged.a', 'old', { keepMs: 1_000 });
    const gone = async () => ((await bucket.read('aged.a')).text === null ? true : undefined);
    await waitUntil(gone, { what: 'the entry to vanish', timeoutMs: 60_000 });
    expect(await put('aged.a', 'new')).toBe(true);
  });

  test('an entry that no broker takes is no passing trouble', async () => {
    const tooLarge = 'x'.repeat((started.broker.connection.info?.max_payload ?? 0) + 1);
    await expect(put('large.a', tooLarge)).rejects.toBeInstanceOf(MessageTooLargeError);
    expect(await put('large.a', 'small')).toBe(true);
  });

  test('whether a prefix holds anything', async () => {
    await put('held.a', 'x');
    expect(await bucket.holdsAny('held')).toBe(true);
    expect(await bucket.holdsAny('hel')).toBe(false);
  });
});

describe('a scan', () => {
  test('shows the marks of every entry under the filter, over batches, deleted ones left out', async () => {
    const keys = Array.from({ length: 1_200 }, (_, index) => `many.k${index}`);
    await Promise.all(keys.map((key, index) => put(key, 'x', { marks: { 'X-Index': String(index) } })));
    await bucket.remove('many.k7', await bucket.read('many.k7'));
    const found = await scan({ filter: 'many.*' });
    expect(found.map(({ key }) => key).toSorted()).toEqual(
      keys.filter((key) => key !== 'many.k7').toSorted(),
    );
    expect(found.every((entry) => entry.key === `many.k${entry.mark('X-Index')}`)).toBe(true);
    expect(found[0]?.mark('X-Other')).toBe('');
  });

  test('goes on from a revision up to another, in the order of the writes', async () => {
    for (const name of ['a', 'b', 'c']) await put(`range.${name}`, 'x');
    await put('range.a', 'y');
    const all = await scan({ filter: 'range.*' });
    expect(all.map(({ key }) => key)).toEqual(['range.b', 'range.c', 'range.a']);
    const [first, second] = all;
    const rest = await scan({
      filter: 'range.*',
      from: (first?.revision ?? 0) + 1,
      until: second?.revision ?? 0,
    });
    expect(rest.map(({ key }) => key)).toEqual(['range.c']);
  });

  test('of nothing ends at once, and what is written meanwhile is left out', async () => {
    expect(await scan({ filter: 'none.*' })).toEqual([]);
    await put('while.a', 'x');
    const until = await lastRevision(started.broker, BUCKETS.timers);
    await put('while.b', 'x');
    expect((await scan({ filter: 'while.*', until })).map(({ key }) => key)).toEqual(['while.a']);
  });
});
