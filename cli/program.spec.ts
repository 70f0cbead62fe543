import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { runProgram } from './program.js';

/** Runs a command line where nothing is set, and gives what it wrote. */
async function run(...words: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const interrupted = new AbortController().signal;
  const env = { DESKHOOK_URL: 'http://127.0.0.1:1', DESKHOOK_KEY: 'dhk_x' };
  const code = await runProgram(words, { stdin: new PassThrough(), stdout, stderr, env, interrupted });
  const textOf = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: textOf(stdout), stderr: textOf(stderr) };
}

describe('a command line that cannot be understood', () => {
  test.each([
    [['deliveries', '--nonsense', '--json'], "unknown option '--nonsense'"],
    [['tail', '--status', 'lost', '--json'], "'lost' is invalid"],
    [['apply', '--json'], "required option '-f, --filename <path>' not specified"],
    [['nonsense', '--json'], "unknown command 'nonsense'"],
    [['replay', 'dlv_1', '--cancel', 'rpl_1', '--json'], '--follow and --cancel'],
    [['apply', '-f', 'x', '--exit-code', '--json'], '--exit-code is for --dry-run'],
  ])('%j: stdout is JSON, exit code 2', async (words, message) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: { message: expect.stringContaining(message), exitCode: 2, errors: [] },
    });
    expect(stderr).toContain(message);
  });

  test('without --json stdout stays empty', async () => {
    expect(await run('deliveries', '--nonsense')).toMatchObject({ code: 2, stdout: '' });
  });

  test('help that is asked for is no failure', async () => {
    const { code, stdout, stderr } = await run('replay', '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: deskhook replay');
  });
});

test('nobody answers: exit code 5, told on both', async () => {
  const { code, stdout, stderr } = await run('events', '--tenant', 'acme', '--json');
  expect(code).toBe(5);
  expect(JSON.parse(stdout)).toMatchObject({ error: { exitCode: 5 } });
  expect(stderr).toContain('no answer from http://127.0.0.1:1');
});
