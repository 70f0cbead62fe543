import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { confirmed } from './confirm.js';

/** A person at a terminal who answers so. */
function asked(answer: string, isTTY = true, mayAsk = true, isShown = true): Promise<boolean> {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough().resume(), { isTTY: isShown });
  const { signal } = new AbortController();
  stdin.end(answer);
  return confirmed({ stdin, stdout: stderr, stderr, env: {}, interrupted: signal }, 'Delete it?', mayAsk);
}

it.each([
  ['y\n', true],
  ['YES\n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
])('takes %j as %s', async (answer, expected) => {
  expect(await asked(answer)).toBe(expected);
});

it('names the option where nobody can be asked', async () => {
  await expect(asked('y\n', false)).rejects.toThrow('--yes');
  await expect(asked('y\n', true, false)).rejects.toThrow('--yes');
  await expect(asked('y\n', true, true, false)).rejects.toThrow('--yes');
});

it('takes the end of the input as a no', async () => {
  expect(await asked('')).toBe(false);
});
