import type { Random } from '../chaos/random.js';

const STATUS_LINES = [
  'HTTP/1.1 200 OK',
  'HTTP/1.1 204 No Content',
  'HTTP/1.1 302 Found',
  'HTTP/1.1 307 Temporary Redirect',
  'HTTP/1.1 410 Gone',
  'HTTP/1.1 429 Too Many Requests',
  'HTTP/1.1 500 Internal Server Error',
  'HTTP/1.1 999 What',
  'HTTP/1.1 099 Less',
  'HTTP/1.1 20 Short',
  'HTTP/1.1 2000 Long',
  'HTTP/1.1 -200 Minus',
  'HTTP/1.1 200',
  'HTTP/1.0 200 Old',
  'HTTP/0.9 200 Older',
  'HTTP/2 200',
  'HTTP/1.1  200  Blanks ',
  'ICY 200 OK',
  'SSH-2.0-OpenSSH_9.2',
  'GET / HTTP/1.1',
  '',
] as const;

const HEADER_LINES = [
  'content-type: text/plain',
  'content-length: 5',
  'content-length: 99999999999999999999',
  'content-length: -1',
  'content-length: 5\r\ncontent-length: 7',
  'transfer-encoding: chunked',
  'transfer-encoding: chunked\r\ncontent-length: 3',
  'transfer-encoding: gzip, chunked',
  'content-encoding: gzip',
  'connection: close',
  'connection: upgrade\r\nupgrade: websocket',
  'location: http://169.254.169.254/latest/meta-data',
  'location: http://127.0.0.1:1/',
  'location: /again',
  'location: ://',
  'location: javascript:alert(1)',
  'location: file:///etc/passwd',
  'retry-after: 1',
  'retry-after: 99999999999999999999999',
  'retry-after: -5',
  'retry-after: Wed, 21 Oct 2037 07:28:00 GMT',
  'retry-after: never',
  'set-cookie: a=b',
  'x-nul: a\u0000b',
  'x-latin: \u00e9\u00ff',
  ': no name',
  'no colon',
  ' folded: line',
  '__proto__: polluted',
  'constructor: polluted',
] as const;

const BODIES = [
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '-1\r\nhello\r\n0\r\n\r\n',
  '5;ext=1\r\nhello\r\n0\r\ntrailer: x\r\n\r\n',
  'zz\r\n',
  '\u0000\u0001\u0002',
  '\u001f\u008b\b\u0000\u0000\u0000\u0000\u0000',
  '{"ok":true}',
  'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
] as const;

const REPEATED_MAX = 3_000;

/** An answer that a broken or hostile server might give; bytes as Latin-1. */
export function oddAnswer(random: Random): Buffer {
  const lines: string[] = [];
  if (random.chance(0.1)) lines.push(...interim(random));
  lines.push(random.chance(0.5) ? STATUS_LINES[0] : random.pick(STATUS_LINES));
  const headers = Math.floor(random.next() * 5);
  for (let nth = 0; nth < headers; nth++) lines.push(random.pick(HEADER_LINES));
  if (random.chance(0.02))
    lines.push(...Array.from({ length: repeated(random) }, (_, nth) => `x-${nth}: ${nth}`));
  if (random.chance(0.02)) lines.push(`x-long: ${'y'.repeat(repeated(random) * 30)}`);
  const body = random.chance(0.02) ? 'z'.repeat(repeated(random) * 200) : random.pick(BODIES);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

const repeated = (random: Random): number => 1 + Math.floor(random.next() * REPEATED_MAX);

function interim(random: Random): string[] {
  const times = 1 + Math.floor(random.next() * 50);
  return Array.from(
    { length: times },
    () => `HTTP/1.1 ${random.pick(['100', '102', '103', '199'])} Wait\r\n`,
  );
}
