import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIALECTS } from '@deskhook/dialects';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { goldenVector } from './golden-vector.js';
import { sampleRequest } from './sample-request.js';
import { send } from './send.js';

const { supportcandy } = DIALECTS;

const contentType = 'application/json';

describe("SupportCandy's documented verifier", () => {
  const body = goldenVector('supportcandy.json');
  const genuine = '4e2qWpdMEQdZA+GuVfpVCIrY3LfJLKyzacPJsNDRtz0=';
  let verifier: ForeignReceiver;
  let reader: ForeignReceiver;

  beforeAll(async () => {
    // As the administrator sees it in WordPress, which keeps it with entities.
    verifier = await startForeignReceiver('php/supportcandy.php', { secret: 's3cr&amp;t&quot;' });
    reader = await startForeignReceiver('python/supportcandy.py');
  });
  afterAll(async () => {
    await verifier.stop();
    await reader.stop();
  });

  const signed = (signature: string, bytes: Uint8Array = body) =>
    send(verifier.origin, { contentType, body: bytes, headers: { 'x-wpsc-webhook-signature': signature } });

  test('accepts the golden request and understands it', async () => {
    expect(await signed(genuine)).toBe(200);
    expect(verifier.accepted()).toEqual([
      {
        ticket: 1042,
        subject: 'Réponse a/b',
        customer: 'Ana',
        email: 'ana@example.com',
        event: null,
        custom: { cust_24: 'ORD/7' },
      },
    ]);
  });

  test('refuses another body, no signature, and the base64 of the hex digest', async () => {
    const hex = Buffer.from(Buffer.from(genuine, 'base64').toString('hex')).toString('base64');
    expect(await signed(genuine, Buffer.concat([body, Buffer.from(' ')]))).toBe(401);
    expect(await signed('')).toBe(401);
    expect(await signed(hex)).toBe(401);
    expect(verifier.accepted()).toHaveLength(1);
  });

  test('a reader of flat fields finds them by name', async () => {
    expect(await send(reader.origin, { contentType, body })).toBe(200);
    expect(reader.accepted()).toMatchObject([
      { id: 1042, customer: 'Ana <ana@example.com>', custom: { cust_24: 'ORD/7' } },
    ]);
  });
});

describe('what the dialect sends', () => {
  const about = {
    ticket: 123,
    subject: 'Cannot log in',
    customer: 'John Doe',
    email: 'john@example.com',
    custom: { cust_24: 'ORD-12345', cust_27: ['Berlin', 'São Paulo'] },
  };

  test.each([
    ['as Deskhook makes it', supportcandy.encodeSecret(Buffer.alloc(24, 9)), null],
    ['with characters that WordPress keeps as entities', 's3cr&t"<é>', 's3cr&amp;t&quot;&lt;é&gt;'],
    ['with entities, as it was copied out of WordPress', 's3cr&amp;t&quot;', 's3cr&t"'],
  ])('every event, the secret %s: accepted and understood', async (_, secret, seen) => {
    const verifier = await startForeignReceiver('php/supportcandy.php', { secret: seen ?? secret });
    for (const { name } of supportcandy.events ?? []) {
      expect(await send(verifier.origin, sampleRequest(supportcandy, name, { secret }))).toBe(200);
      expect(verifier.accepted().at(-1)).toMatchObject({ ...about, event: name });
    }
    expect(verifier.accepted()).toHaveLength(12);
    await verifier.stop();
  });

  test('a reader of flat fields finds every scalar at the top', async () => {
    const reader = await startForeignReceiver('python/supportcandy.py');
    for (const { name } of supportcandy.events ?? []) {
      expect(await send(reader.origin, sampleRequest(supportcandy, name))).toBe(200);
      const read = reader.accepted().at(-1);
      expect(read).toMatchObject({ id: 123, event: name, customer: 'John Doe <john@example.com>' });
      expect(['thread', 'sla']).toEqual(expect.arrayContaining([read?.['nested']].flat()));
    }
    expect(reader.accepted()[0]).toMatchObject({ status: 'Pending', priority: 'High', nested: ['thread'] });
    await reader.stop();
  });
});
