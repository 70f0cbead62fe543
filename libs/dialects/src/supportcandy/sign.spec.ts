import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { goldenVector } from '../../../../test/dialects/golden-vector.js';
import { supportcandy } from './index.js';

const header = 'x-wpsc-webhook-signature';
const golden = goldenVector('supportcandy.json');
const sign = (secrets: readonly string[], body: Uint8Array = golden) =>
  supportcandy.signer(secrets)({ deliveryId: 'dlv_1', at: 0, body });

describe('signing', () => {
  // dialects page, section 9
  const genuine = '4e2qWpdMEQdZA+GuVfpVCIrY3LfJLKyzacPJsNDRtz0=';
  const ofHex = 'ZTFlZGFhNWE5NzRjMTEwNzU5MDNlMWFlNTVmYTU1MDg4YWQ4ZGNiN2M5MmNhY2IzNjljM2M5YjBkMGQxYjczZA==';

  test('the golden body: base64 of the raw digest, not of its hex form', () => {
    expect(sign(['s3cr&t"'])).toEqual({ [header]: genuine });
    expect(Buffer.from(genuine, 'base64').toString('hex')).toBe(Buffer.from(ofHex, 'base64').toString());
  });
  test('the key is the secret with its entities decoded', () => {
    expect(sign(['s3cr&amp;t&quot;'])).toEqual({ [header]: genuine });
  });
  test('no secret, no header', () => {
    expect(sign([])).toEqual({});
  });
  test('during a rotation the current secret signs', () => {
    expect(sign(['new', 'old'])).toEqual(sign(['new']));
    expect(sign(['new', 'old'])).not.toEqual(sign(['old']));
  });
});

describe('secrets', () => {
  const random = fc.uint8Array({ minLength: 24, maxLength: 64 });

  test('a made one has letters and digits only, and no two bytes make the same', () => {
    fc.assert(
      fc.property(random, random, (one, other) => {
        const secret = supportcandy.encodeSecret(one);
        expect(secret).toMatch(/^[0-9A-Za-z]{33,87}$/);
        expect(supportcandy.secretProblem(secret)).toBeNull();
        expect(supportcandy.encodeSecret(other) === secret).toBe(Buffer.compare(one, other) === 0);
      }),
    );
  });
  test.each(['x', 's3cr&t"', 'pässwörd 🔑', 'x'.repeat(255)])('"%s" is taken', (secret) => {
    expect(supportcandy.secretProblem(secret)).toBeNull();
  });
  test.each(['', 'a\nb', 'a\0', 'a\u007f', '\ud83d', 'x'.repeat(256)])('%j is refused', (secret) => {
    expect(supportcandy.secretProblem(secret)).toBe('must be 1 to 255 printable characters');
  });
});
