import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleEvent } from '@deskhook/dialects';
import { PACK_DICTIONARY } from './pack-dictionary.js';
import { pack, unpack, UnreadableBytesError } from './packed-bytes.js';

describe('packed bytes', () => {
  it('are the same after unpacking, whatever they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 200 }), (some, times) => {
        const bytes = Buffer.concat(Array.from({ length: times }, () => some));
        expect(unpack(pack(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('take less than half of a small event', () => {
    const event = sampleEvent('ticket.created', 'acme', 'evt_1', new Date(0), {});
    const bytes = Buffer.from(JSON.stringify(event));
    expect(pack(bytes).length).toBeLessThan(bytes.length / 2);
  });

  it('take one byte more than those that do not shrink', () => {
    const bytes = Buffer.from(hash('sha512', 'x', 'buffer'));
    expect(pack(bytes).length).toBe(bytes.length + 1);
  });

  it('of a later release are an error', () => {
    expect(() => unpack(Buffer.from([9, 1]))).toThrow(UnreadableBytesError);
  });

  it('were packed with a dictionary that never changes', () => {
    expect(hash('sha256', PACK_DICTIONARY)).toBe(
      'f30273b80aafb9f8d6aadda8f2d7b29d6e3c275926fbb05b2e116773a78e1499',
    );
  });
});
