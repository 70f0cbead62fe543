import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { interruption } from './interruption.js';

describe('Ctrl-C', () => {
  it.each([
    ['once', [['SIGINT', 0]], 0],
    [
      'once, passed on by npm and the launcher',
      [
        ['SIGINT', 0],
        ['SIGINT', 40],
        ['SIGINT', 400],
      ],
      0,
    ],
    [
      'twice',
      [
        ['SIGINT', 0],
        ['SIGINT', 900],
      ],
      1,
    ],
    [
      'once, and the end of npm',
      [
        ['SIGINT', 0],
        ['SIGTERM', 900],
      ],
      0,
    ],
  ] as const)('%s', (_what, signals, ends) => {
    const process = new EventEmitter();
    let [at, ended] = [0, 0];
    const interrupted = interruption(
      process,
      () => (ended += 1),
      () => at,
    );
    expect(interrupted.aborted).toBe(false);
    for (const [signal, ms] of signals) {
      at = ms;
      process.emit(signal);
    }
    expect([interrupted.aborted, ended]).toEqual([true, ends]);
  });
});
