import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { standard } from './index.js';

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
