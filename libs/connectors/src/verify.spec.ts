import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { inbound, signedHeaders } from '../../../test/support/connectors.js';
import { CONNECTOR_KINDS, connector } from './registry.js';

const SECRET = "It's a Secret to Everybody";
const NOW = Date.parse('2026-03-02T10:00:00Z');
const MINUTE_MS = 60_000;

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
const secrets = fc.string({ minLength: 1, maxLength: 40 });

describe.each(CONNECTOR_KINDS)('signatures of %s', (kind) => {
  const judge = (headers: Record<string, string>, body: Uint8Array, secret = SECRET, now = NOW) =>
    connector(kind).verify(inbound({ headers, body: Buffer.from(body) }), { secret, options: {}, now });
  const sign = (body: Uint8Array, secret = SECRET) =>
    signedHeaders(kind, { headers: {}, body: Buffer.from(body) }, secret, NOW);

  it('takes exactly the bytes that were signed', () => {
    fc.assert(
      fc.property(bytes, secrets, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, secret, place, flip) => {
        const headers = sign(body, secret);
        expect(judge(headers, body, secret)).toEqual({ ok: true });
        const other = body.map((byte, index) => (index === place % body.length ? byte ^ flip : byte));
        expect(judge(headers, other, secret)).toEqual({ ok: false, reason: 'bad_signature' });
      }),
    );
  });

  it('takes no other secret', () => {
    fc.assert(
      fc.property(bytes, secrets, secrets, (body, secret, other) => {
        fc.pre(secret !== other);
        expect(judge(sign(body, secret), body, other).ok).toBe(false);
      }),
    );
  });

  it('takes no signature with a character changed, added or left out', () => {
    const headers = sign(Buffer.from('{}'));
    for (const [name, value] of Object.entries(headers)) {
      for (const wrong of [`${value}0`, value.slice(0, -1), `x${value.slice(1)}`, ''])
        expect(judge({ ...headers, [name]: wrong }, Buffer.from('{}')).ok).toBe(false);
    }
  });

  it('takes nothing without a signature', () => {
    expect(judge({}, Buffer.from('{}'))).toEqual({ ok: false, reason: 'no_signature' });
  });
});

describe.each(['chatwoot', 'zendesk'] as const)('the time that %s signs', (kind) => {
  const body = Buffer.from('{"a":1}');
  const headers = signedHeaders(kind, { headers: {}, body }, SECRET, NOW);
  const judge = (now: number, options = {}) =>
    connector(kind).verify(inbound({ headers, body }), { secret: SECRET, options, now });

  test('may be five minutes off, either way', () => {
    expect([judge(NOW + 5 * MINUTE_MS), judge(NOW - 5 * MINUTE_MS)]).toEqual([{ ok: true }, { ok: true }]);
    const stale = { ok: false, reason: 'stale' };
    expect([judge(NOW + 5.1 * MINUTE_MS), judge(NOW - 5.1 * MINUTE_MS)]).toEqual([stale, stale]);
  });

  test('may be as far off as the tenant says', () => {
    expect(judge(NOW + 59_000, { toleranceSeconds: 60 })).toEqual({ ok: true });
    expect(judge(NOW + 61_000, { toleranceSeconds: 60 }).ok).toBe(false);
  });

  test('is part of what is signed', () => {
    const later = signedHeaders(kind, { headers: {}, body }, SECRET, NOW + 120_000);
    const name = kind === 'chatwoot' ? 'x-chatwoot-timestamp' : 'x-zendesk-webhook-signature-timestamp';
    const mixed = { ...headers, [name]: later[name] ?? '' };
    const verdict = connector(kind).verify(inbound({ headers: mixed, body }), {
      secret: SECRET,
      options: {},
      now: NOW,
    });
    expect(verdict).toEqual({ ok: false, reason: 'bad_signature' });
  });
});

test("GitHub's own example: docs.github.com, Validating webhook deliveries", () => {
  const headers = {
    'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  };
  const request = inbound({ headers, body: Buffer.from('Hello, World!') });
  expect(connector('github').verify(request, { secret: SECRET, options: {}, now: NOW })).toEqual({
    ok: true,
  });
});

describe('a Chatwoot that signs nothing', () => {
  const judge = (token: string | null, options: object, headers = {}) =>
    connector('chatwoot').verify(inbound({ headers, body: Buffer.from('{}') }, token), {
      secret: SECRET,
      options: { ...options },
      now: NOW,
    });

  test('may bring the secret in the address, where the tenant says so', () => {
    expect(judge(SECRET, { acceptToken: true })).toEqual({ ok: true });
    expect(judge('guess', { acceptToken: true })).toEqual({ ok: false, reason: 'bad_signature' });
    expect(judge(SECRET, {})).toEqual({ ok: false, reason: 'no_signature' });
    expect(judge(null, { acceptToken: true })).toEqual({ ok: false, reason: 'no_signature' });
  });

  test('is judged by its signature as soon as there is one', () => {
    const headers = { 'x-chatwoot-signature': 'sha256=00', 'x-chatwoot-timestamp': String(NOW / 1_000) };
    expect(judge(SECRET, { acceptToken: true }, headers)).toEqual({ ok: false, reason: 'bad_signature' });
  });
});
