import { expect, test } from '@jest/globals';
import { KINDS } from '../fuzz/options.js';
import { formatFuzz, runFuzz } from '../fuzz/run-fuzz.js';

const CASES = 2_000;
const TIMEOUT_MS = 600_000;

test(
  'malformed events, requests and responses break nothing',
  async () => {
    const results = await runFuzz({ cases: CASES, seed: 5, kinds: KINDS }, () => undefined);
    const faulty = results.filter(({ faults }) => faults.length > 0);
    if (faulty.length > 0) console.log(faulty.map(formatFuzz).join('\n'));
    expect(faulty).toEqual([]);
    expect(results.map(({ cases }) => cases)).toEqual(KINDS.map(() => CASES));
  },
  TIMEOUT_MS,
);
