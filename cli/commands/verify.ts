import { Command } from 'commander';
import type { Run } from '../session.js';
import { collected, milliseconds, wholeNumber, withConnection, withExamples } from '../shared-options.js';
import type { VerifyOptions } from '../verify/verify.js';

const TOLERANCE_MS = 300_000;
const ATTEMPTS_MAX = 10_000;

export function verifyCommand(run: Run): Command {
  const command = withConnection(
    new Command('verify').description(
      'check a received request against a secret, and say what is wrong with it',
    ),
  )
    .option('--request <file>', 'the raw request: headers, an empty line, the body; - for stdin')
    .option('--header <line>', 'a header, such as "webhook-id: dlv_1"; may be repeated', collected)
    .option('--body <file>', 'the body as it came; - for stdin')
    .option('--delivery <delivery>', 'what was sent, from the log: alone, or to hold the request against')
    .option(
      '--attempt <n>',
      'which attempt of the delivery, where it is not the last',
      wholeNumber(1, ATTEMPTS_MAX),
    )
    .option(
      '--secret-file <file>',
      'file with the signing secret; may be repeated, the current one first',
      collected,
    )
    .option(
      '--tolerance <duration>',
      'how old the timestamp may be (default: 5m)',
      milliseconds,
      TOLERANCE_MS,
    )
    .option('--at <time>', 'when the request came, if it was recorded')
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('../verify/verify.js');
      run.exitCode = await verify(run.session(options), options);
    });
  return withExamples(command, [
    [
      'a recorded request (the secret is asked for, or is in DESKHOOK_WEBHOOK_SECRET)',
      'deskhook verify --request request.txt --at 2026-02-17T14:45:00Z',
    ],
    [
      'what a handler got',
      "deskhook verify --header 'webhook-id: dlv_1' --header 'webhook-timestamp: 1771339500' --header 'webhook-signature: v1,…' --body body.json",
    ],
    ['against what was sent', 'deskhook verify --request request.txt --delivery dlv_1f0c'],
  ]);
}
