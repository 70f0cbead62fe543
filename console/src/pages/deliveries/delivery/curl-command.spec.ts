import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { curlCommand } from './curl-command.js';

const ATTEMPT = {
  number: 1,
  at: '2026-02-17T14:45:00.000Z',
  durationMs: 10,
  error: null,
  requestBody: `{"subject":"It's $HOME \\n \`rm\` – très"}`,
  requestHeaders: { 'content-type': 'application/json', 'content-length': '40', 'webhook-id': "dlv'1" },
  responseBody: null,
  responseCode: 200,
  responseHeaders: null,
  responseTruncated: false,
  redirects: [],
  warnings: [],
  traceId: '',
};

describe('a request as a curl command', () => {
  it('reaches the program as it was sent, whatever a shell makes of quotes', () => {
    const command = curlCommand('https://crm.example/hooks?a=1&b=2', ATTEMPT);
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
    expect(words).toEqual([
      '-i',
      '-X',
      'POST',
      'https://crm.example/hooks?a=1&b=2',
      '-H',
      'content-type: application/json',
      '-H',
      "webhook-id: dlv'1",
      '--data-binary',
      ATTEMPT.requestBody,
    ]);
  });
});
