import { describe, expect, test } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { standard } from './index.js';
import { encodeSigningKey, signingKey } from './signing-key.js';

const secret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => standard.encodeSecret(bytes));
const at = 1_760_000_000_000;

describe('signing', () => {
  test('the public packages verify any body, with any of the secrets of a rotation', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(secret, { minLength: 1, maxLength: 3 }), (body, secrets) => {
        const now = Date.now();
        const headers = standard.signer(secrets)({ deliveryId: 'dlv_1', at: now, body: Buffer.from(body) });
        for (const one of secrets) {
          expect(() => new Webhook(one).verify(body, headers)).not.toThrow();
          expect(() => new SvixWebhook(one).verify(body, headers)).not.toThrow();
        }
      }),
      { numRuns: 50 },
    );
  });
  test('another body or secret is not verified', () => {
    const one = standard.encodeSecret(Buffer.alloc(24, 1));
    const headers = standard.signer([one])({ deliveryId: 'dlv_1', at: Date.now(), body: Buffer.from('{}') });
    expect(() => new Webhook(one).verify('{ }', headers)).toThrow();
    expect(() => new Webhook(standard.encodeSecret(Buffer.alloc(24, 2))).verify('{}', headers)).toThrow();
  });
  test('the timestamp is in seconds; without a secret there is no signature', () => {
    expect(standard.signer([])({ deliveryId: 'dlv_1', at, body: Buffer.from('{}') })).toEqual({
      'webhook-id': 'dlv_1',
      'webhook-timestamp': '1760000000',
    });
  });
});

describe('signing keys', () => {
  /** The pair of the Standard Webhooks specification, section "Asymmetric". */
  const pair =
    'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
  const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
  const publicObject = (text: string) =>
    createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(text.slice(5), 'base64').toString('base64url') },
      format: 'jwk',
    });

  test('have the public half that the specification names, with and without it behind the seed', () => {
    expect(signingKey(pair)?.publicKey).toBe(publicKey);
    const seed = Buffer.from(pair.slice(5), 'base64').subarray(0, 32);
    expect(signingKey(`whsk_${seed.toString('base64')}`)?.publicKey).toBe(publicKey);
    expect(encodeSigningKey(seed)).toBe(pair);
  });
  test('sign what the public half verifies, beside secrets of a rotation', () => {
    fc.assert(
      fc.property(fc.json(), secret, (body, one) => {
        const now = Date.now();
        const headers = standard.signer([pair, one])({
          deliveryId: 'dlv_1',
          at: now,
          body: Buffer.from(body),
        });
        const [first = '', second = ''] = (headers['webhook-signature'] ?? '').split(' ');
        expect([first.slice(0, 4), second.slice(0, 3)]).toEqual(['v1a,', 'v1,']);
        const signed = Buffer.from(`dlv_1.${headers['webhook-timestamp']}.${body}`);
        expect(verify(null, signed, publicObject(publicKey), Buffer.from(first.slice(4), 'base64'))).toBe(
          true,
        );
        expect(() => new Webhook(one).verify(body, headers)).not.toThrow();
      }),
      { numRuns: 30 },
    );
  });
  test.each(['whsk_', 'whsk_AAAA', `whsk_${Buffer.alloc(64, 7).toString('base64')}`, `${pair} `])(
    '"%s" is refused',
    (text) => expect(standard.secretProblem(text)).toContain('whsk_'),
  );
});

describe('secrets', () => {
  test.each([
    'whsec_',
    'whsec_!!!',
    'secret',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
  ])('"%s" is refused', (text) => {
    expect(standard.secretProblem(text)).toContain('whsec_');
  });
  test('24 to 64 bytes are accepted', () => {
    fc.assert(fc.property(secret, (text) => expect(standard.secretProblem(text)).toBeNull()));
  });
});

describe('rendering', () => {
  test('a structured event goes out as the very bytes that came in', () => {
    const payload = Buffer.from('{ "specversion" : "1.0" }');
    expect(standard.render({ ...aRenderInput(), payload }).body).toBe(payload);
  });
  test('a binary event keeps its data byte for byte', () => {
    fc.assert(
      fc.property(fc.json(), (data) => {
        const attributes = { specversion: '1.0', id: 'a"b', source: '/x', type: 'custom.x' };
        const { body } = standard.render({
          ...aRenderInput({ attributes }),
          mode: 'binary',
          payload: Buffer.from(data),
        });
        const text = Buffer.from(body).toString();
        expect(text.endsWith(`,"data":${data}}`)).toBe(true);
        expect(JSON.parse(text)).toEqual({
          ...attributes,
          datacontenttype: 'application/json',
          data: JSON.parse(data),
        });
      }),
    );
  });
});
