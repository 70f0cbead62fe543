import { gzipSync } from 'node:zlib';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { dialect, encodeSigningKey, signingKey, type DialectName } from '@deskhook/dialects';
import { heldAgainstSent } from './against-sent.js';
import { diagnose, type Judgement } from './diagnose.js';
import type { Diagnosis } from './diagnosis.js';
import { parseRawRequest, type ReceivedRequest } from './received-request.js';

const AT = Date.parse('2026-02-17T14:45:00.000Z');
const KEY = Buffer.from('0123456789abcdef0123456789abcdef');
const SECRET = dialect('standard').encodeSecret(KEY);
const OTHER = dialect('standard').encodeSecret(Buffer.from('another key of thirty-two bytes!'));
const BODY =
  '{"id":"evt-1","type":"ticket.created","data":{"ticket":{"id":7,"subject":"Grüße","url":"https://help.example/7"}}}';

/** A request as Deskhook signs it. */
function aRequest(
  body: string | Uint8Array = BODY,
  secrets: readonly string[] = [SECRET],
  name: DialectName = 'standard',
): ReceivedRequest {
  const bytes = Buffer.from(body);
  const headers = dialect(name).signer(secrets)({ deliveryId: 'dlv_1', at: AT, body: bytes });
  return { headers: Object.entries({ 'content-type': 'application/json', ...headers }), body: bytes };
}

const withHeader = (
  { headers, body }: ReceivedRequest,
  name: string,
  change: (value: string) => string,
): ReceivedRequest => ({
  body,
  headers: headers.map(([each, value]) => [each, each === name ? change(value) : value]),
});
const withBody = ({ headers }: ReceivedRequest, body: string | Uint8Array): ReceivedRequest => ({
  headers,
  body: Buffer.from(body),
});
const judged = (request: ReceivedRequest, judgement: Partial<Judgement> = {}): Diagnosis =>
  diagnose(request, { secrets: [SECRET], nowMs: AT + 1_000, toleranceMs: 300_000, ...judgement });
const codes = ({ findings }: Diagnosis): readonly string[] => findings.map(({ code }) => code);

describe('a genuine request', () => {
  test.each(['standard', 'cloudevents'] as const)('%s, signed by Standard Webhooks', (name) => {
    expect(judged(aRequest(BODY, [SECRET], name))).toMatchObject({ genuine: true, secret: 1, findings: [] });
  });

  test.each(['supportcandy', 'shahiassist'] as const)('%s, signed over its body', (name) => {
    const request = aRequest(BODY, ['top & secret'], name);
    expect(judged(request, { secrets: ['top & secret'] })).toMatchObject({
      genuine: true,
      scheme: `dialect ${name}`,
      findings: [],
    });
    expect(codes(judged(request, { secrets: ['top & secret\n'] }))).toEqual(['secret-whitespace']);
    expect(codes(judged(withBody(request, `${BODY} `), { secrets: ['top & secret'] }))).toEqual([
      'body-rewritten',
    ]);
    expect(codes(judged(request, { secrets: ['another'] }))).toEqual(['signature-wrong']);
  });

  test('v1a, by the public key', () => {
    const seed = generateKeyPairSync('ed25519')
      .privateKey.export({ format: 'der', type: 'pkcs8' })
      .subarray(-32);
    const secret = encodeSigningKey(seed);
    const publicKey = signingKey(secret)?.publicKey ?? '';
    const request = aRequest(BODY, [secret]);
    expect(judged(request, { secrets: [publicKey] })).toMatchObject({ genuine: true, findings: [] });
    expect(codes(judged(request, { secrets: [secret] }))).toEqual(['secret-private']);
    expect(codes(judged(request))).toEqual(['signature-version']);
    expect(codes(judged(withBody(request, `${BODY}\n`), { secrets: [publicKey] }))).toEqual([
      'body-trailing-newline',
    ]);
    expect(judged(aRequest(BODY, [SECRET, secret]))).toMatchObject({ genuine: true });
  });
});

describe('the secret', () => {
  test.each([
    ['secret-whitespace', `${SECRET}\n`],
    ['secret-whitespace', ` ${SECRET}`],
    ['secret-quoted', `"${SECRET}"`],
    ['secret-with-name', `WEBHOOK_SECRET=${SECRET}`],
    ['secret-with-name', `WEBHOOK_SECRET="${SECRET}"`],
    ['secret-with-name', `export WEBHOOK_SECRET='${SECRET}';`],
    ['secret-encoded-twice', Buffer.from(SECRET).toString('base64')],
    ['secret-prefix', SECRET.replace('whsec_', '')],
    ['secret-hex', KEY.toString('hex')],
    ['secret-hex', `whsec_${KEY.toString('hex')}`],
    ['secret-padding', SECRET.replace(/=+$/, '')],
  ])('%s', (code, secret) => {
    const diagnosis = judged(aRequest(), { secrets: [secret] });
    expect(codes(diagnosis)).toEqual([code]);
    expect(diagnosis.genuine).toBe(false);
  });

  test('in base64url', () => {
    const key = Buffer.alloc(32, 0xfb);
    const secret = dialect('standard').encodeSecret(key);
    expect(
      codes(judged(aRequest(BODY, [secret]), { secrets: [`whsec_${key.toString('base64url')}`] })),
    ).toEqual(['secret-base64url']);
  });

  test('the one before the rotation is genuine, with a warning', () => {
    expect(judged(aRequest(BODY, [OTHER]), { secrets: [SECRET, OTHER] })).toMatchObject({
      genuine: true,
      secret: 2,
      findings: [{ level: 'warning', code: 'secret-previous' }],
    });
    expect(judged(aRequest(BODY, [OTHER, SECRET]))).toMatchObject({ genuine: true, findings: [] });
  });

  test('another one is told from a changed body by nothing, and says what to look at', () => {
    const diagnosis = judged(aRequest(BODY, [OTHER]));
    expect(codes(diagnosis)).toEqual(['signature-wrong']);
    expect(diagnosis.expected).toBe(aRequest().headers.find(([name]) => name === 'webhook-signature')?.[1]);
    expect(diagnosis.signedContent).toContain('dlv_1.1771339500.{"id":"evt-1"');
  });

  test('what is no secret at all', () => {
    expect(codes(judged(aRequest(), { secrets: ['not a secret!'] }))).toEqual(['secret-form']);
  });
});

describe('the headers', () => {
  test('none of a signature', () => {
    const { body } = aRequest();
    expect(codes(judged({ headers: [['content-type', 'application/json']], body }))).toEqual([
      'signature-missing',
    ]);
  });

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('%s is missing', (name) => {
    const { headers, body } = aRequest();
    const diagnosis = judged({ headers: headers.filter(([each]) => each !== name), body });
    expect(codes(diagnosis)).toEqual(['header-missing']);
    expect(diagnosis.findings[0]?.detail).toContain(name);
  });

  test.each([
    ['HTTP_WEBHOOK_SIGNATURE', 'webhook-signature'],
    ['webhook_id', 'webhook-id'],
    ['X-Webhook-Timestamp', 'webhook-timestamp'],
    ['svix-id', 'webhook-id'],
    ['svix-signature', 'webhook-signature'],
  ])('%s instead of %s', (written, name) => {
    const { headers, body } = aRequest();
    const renamed = headers.map(([each, value]) => [each === name ? written : each, value] as const);
    expect(codes(judged({ headers: renamed, body }))).toEqual(['header-renamed']);
  });

  test('case does not matter, a second value does', () => {
    const { headers, body } = aRequest();
    expect(
      judged({ headers: headers.map(([name, value]) => [name.toUpperCase(), value]), body }).genuine,
    ).toBe(true);
    expect(codes(judged({ headers: [...headers, ['webhook-id', 'dlv_2']], body }))).toEqual([
      'header-repeated',
    ]);
  });

  test('id and timestamp exchanged', () => {
    const { headers, body } = aRequest();
    const other = { 'webhook-id': 'webhook-timestamp', 'webhook-timestamp': 'webhook-id' };
    const swapped = headers.map(
      ([name, value]) =>
        [name === 'webhook-id' || name === 'webhook-timestamp' ? other[name] : name, value] as const,
    );
    expect(codes(judged({ headers: swapped, body }))).toEqual(['headers-swapped']);
  });

  test('an id that a proxy joined with itself', () => {
    expect(codes(judged(withHeader(aRequest(), 'webhook-id', (id) => `${id}, ${id}`)))).toEqual([
      'header-changed',
    ]);
  });

  test.each([
    ['milliseconds', (text: string) => `${text}000`],
    ['an instant', (text: string) => new Date(Number(text) * 1000).toISOString()],
    ['a fraction', (text: string) => `${text}.0`],
  ])('a timestamp in the form of %s', (_what, change) => {
    expect(codes(judged(withHeader(aRequest(), 'webhook-timestamp', change)))).toEqual(['timestamp-form']);
  });

  test('a timestamp that is old, ahead, or none', () => {
    const old = judged(aRequest(), { nowMs: AT + 3 * 3_600_000 });
    expect(old).toMatchObject({ genuine: false, findings: [{ code: 'timestamp-old' }] });
    expect(old.findings[0]?.detail).toBe('webhook-timestamp is 3 hours old; 5 minutes are tolerated');
    expect(codes(judged(aRequest(), { nowMs: AT - 400_000 }))).toEqual(['timestamp-future']);
    expect(codes(judged(withHeader(aRequest(), 'webhook-timestamp', () => 'soon')))).toEqual([
      'timestamp-form',
      'signature-wrong',
    ]);
  });
});

describe('the signature', () => {
  const signed = (change: (value: string) => string) =>
    judged(withHeader(aRequest(), 'webhook-signature', change));
  test.each([
    ['signature-quoted', (text: string) => `"${text}"`],
    ['signature-version', (text: string) => text.replace('v1,', '')],
    ['signature-version', (text: string) => text.replace('v1,', 'v2,')],
    ['signature-hex', (text: string) => `v1,${Buffer.from(text.slice(3), 'base64').toString('hex')}`],
    ['signature-encoding', (text: string) => text.replace(/=+$/, '')],
    [
      'signature-encoding',
      (text: string) => text.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D'),
    ],
  ])('%s', (code, change) => {
    expect(codes(signed(change))).toEqual([code]);
  });

  test('in base64url', () => {
    const body = `${BODY}   `;
    const request = withHeader(aRequest(body), 'webhook-signature', (text) =>
      text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    );
    expect(codes(judged(request))).toEqual(['signature-encoding']);
  });

  test('one of several is enough, whatever the others are', () => {
    expect(signed((text) => `v1,AAAA v9,x ${text}`).genuine).toBe(true);
  });
});

describe('the body', () => {
  const value: unknown = JSON.parse(BODY);
  test.each([
    ['body-trailing-newline', `${BODY}\n`],
    ['body-rewritten', JSON.stringify(value, null, 2)],
    ['body-rewritten', JSON.stringify(value, null, 2).replaceAll('\n', '\r\n')],
    ['body-rewritten', BODY.replaceAll('/', '\\/')],
    ['body-rewritten', BODY.replaceAll('ü', '\\u00fc').replaceAll('ß', '\\u00df')],
    ['body-rewritten', BODY.replaceAll('":', '": ').replaceAll(',"', ', "')],
    ['body-bom', `\ufeff${BODY}`],
    ['body-charset', Buffer.from(BODY).toString('latin1')],
    ['body-charset', Buffer.from(BODY, 'latin1')],
    ['body-compressed', gzipSync(BODY)],
  ])('%s (%#)', (code, body) => {
    const diagnosis = judged(withBody(aRequest(), body));
    expect(codes(diagnosis)).toEqual([code]);
    expect(diagnosis.genuine).toBe(false);
  });

  test.each([
    ['as Python writes it', '{"b": 1, "a": "\\u00fc", "c": ["x", 2]}'],
    ['as PHP writes it', '{"b":1,"a":"\\u00fc","c":["x\\/y",2]}'],
    ['indented', '{\n  "b": 1,\n  "a": "ü",\n  "c": []\n}'],
    ['with a line break at its end', '{"b":1,"a":"x"}\n'],
  ])('sent %s and parsed by the receiver', (_what, sent) => {
    const diagnosis = judged(withBody(aRequest(sent), JSON.stringify(JSON.parse(sent))));
    expect(['body-rewritten', 'body-newline-lost']).toContain(diagnosis.findings[0]?.code);
    expect(diagnosis.secret).toBe(1);
  });

  test('line breaks that were changed', () => {
    expect(codes(judged(withBody(aRequest('a\nb'), 'a\r\nb')))).toEqual(['body-line-endings']);
    expect(codes(judged(withBody(aRequest('a\r\nb'), 'a\nb')))).toEqual(['body-line-endings']);
  });

  test('cut, or empty', () => {
    const { headers, body } = aRequest();
    const stated = [...headers, ['content-length', String(body.length)] as const];
    expect(codes(judged({ headers: stated, body: body.subarray(0, 40) }))).toEqual(['body-truncated']);
    expect(codes(judged({ headers, body: Buffer.alloc(0) }))).toEqual(['body-empty']);
    const shorter = Buffer.from('{"id":"evt-1"}');
    expect(codes(judged({ headers: stated, body: shorter }))).toEqual(['body-rewritten']);
  });

  test('two mistakes at once are both told', () => {
    expect(codes(judged(withBody(aRequest(), `${BODY}\n`), { secrets: [`${SECRET}\n`] }))).toEqual([
      'secret-whitespace',
      'body-trailing-newline',
    ]);
  });
});

describe('a raw request', () => {
  const { headers } = aRequest();
  const head = headers.map(([name, value]) => `${name}: ${value}`);
  test.each([
    ['CRLF', ['POST /hook HTTP/1.1', 'Host: x', ...head, '', BODY].join('\r\n')],
    ['LF, without a request line', [...head, '', BODY].join('\n')],
    [
      'chunks',
      ['POST /hook HTTP/1.1', 'Transfer-Encoding: chunked', ...head, '', chunked(BODY)].join('\r\n'),
    ],
  ])('with %s', (_what, text) => {
    expect(judged(parseRawRequest(Buffer.from(text)))).toMatchObject({ genuine: true });
  });

  test('without an empty line is none', () => {
    expect(() => parseRawRequest(Buffer.from(head.join('\n')))).toThrow('empty line');
    expect(() => parseRawRequest(Buffer.from('what\n\nbody'))).toThrow('"what" is not a header');
  });
});

function chunked(text: string): string {
  const bytes = Buffer.from(text);
  const parts = [bytes.subarray(0, 30), bytes.subarray(30)];
  return `${parts.map((part) => `${part.length.toString(16)}\r\n${part.toString()}\r\n`).join('')}0\r\n\r\n`;
}

describe('held against what was sent', () => {
  const sent = aRequest();
  const against = (received: ReceivedRequest, secret = SECRET) =>
    heldAgainstSent(
      judged(received, { secrets: [secret] }),
      { received, sent },
      judged(sent, { secrets: [secret] }).secret !== null,
    );

  test.each([
    ['another body', withBody(sent, BODY.replace('7', '8')), ['body-changed']],
    ['JSON in an order of its own', withBody(sent, reversed(BODY)), ['body-rewritten']],
    ['another id', withHeader(sent, 'webhook-id', () => 'dlv_2'), ['header-changed']],
    [
      'another id and body',
      withBody(
        withHeader(sent, 'webhook-id', () => 'dlv_2'),
        '{}',
      ),
      ['header-changed', 'body-changed'],
    ],
  ])('%s', (_what, received, expected) => {
    const diagnosis = against(received);
    expect(codes(diagnosis)).toEqual(expected);
    expect(diagnosis.genuine).toBe(false);
    expect(codes(against(received, OTHER))).toEqual([...expected, 'signature-wrong']);
  });

  test('another secret', () => {
    const { findings } = against(sent, OTHER);
    expect(findings.map(({ detail }) => detail)).toEqual([
      'the request is as it was sent: the secret is another one than it was signed with',
    ]);
    expect(against(sent).genuine).toBe(true);
  });
});

/** The same value, its members in an order that no library makes. */
function reversed(json: string): string {
  const value: Readonly<Record<string, unknown>> = JSON.parse(json);
  return JSON.stringify(Object.fromEntries(Object.entries(value).toReversed()));
}
