import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { SecretBox } from './secret-box.js';

const box = new SecretBox(randomBytes(32).toString('base64'));

test('opens what it sealed, in the same context only', () => {
  const sealed = box.seal('whsec_über', 'subscription:acme:1');
  expect(sealed).not.toContain('whsec');
  expect(box.open(sealed, 'subscription:acme:1')).toBe('whsec_über');
  expect(() => box.open(sealed, 'subscription:acme:2')).toThrow('altered or belongs elsewhere');
});

test('never seals to the same text twice', () => {
  expect(box.seal('a', 'c')).not.toBe(box.seal('a', 'c'));
});

test('names the key that is missing, and refuses what was altered', () => {
  const sealed = box.seal('a', 'c');
  expect(() => new SecretBox(randomBytes(32).toString('base64')).open(sealed, 'c')).toThrow(
    /made with key [0-9a-f]{8}/,
  );
  expect(() => box.open(`${sealed.slice(0, -2)}AA`, 'c')).toThrow();
  expect(() => box.open('plain', 'c')).toThrow('not a ciphertext');
});

test('refuses a tag that was cut short, of which a few bytes are soon guessed', () => {
  const [format, keyId, encoded = ''] = box.seal('', 'c').split('.');
  const cut = Buffer.from(encoded, 'base64url')
    .subarray(0, 12 + 4)
    .toString('base64url');
  expect(() => box.open(`${format}.${keyId}.${cut}`, 'c')).toThrow('altered or belongs elsewhere');
});

test('asks for a key of 32 bytes', () => {
  expect(() => new SecretBox('c2hvcnQ=')).toThrow('32 bytes');
});

test('opens with every key and seals with the first', () => {
  const [before, present] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const old = new SecretBox(before);
  const ring = new SecretBox(present, [before]);
  const sealed = old.seal('a', 'c');
  expect([old.opensOthers, ring.opensOthers, ring.isCurrent(sealed)]).toEqual([false, true, false]);
  expect(ring.open(sealed, 'c')).toBe('a');
  const renewed = ring.renew(sealed, 'c');
  expect([ring.isCurrent(renewed), new SecretBox(present).open(renewed, 'c')]).toEqual([true, 'a']);
  expect(ring.renew(renewed, 'c')).toBe(renewed);
  expect(() => ring.renew(sealed, 'another')).toThrow('altered or belongs elsewhere');
  expect(() => old.open(renewed, 'c')).toThrow(/made with key [0-9a-f]{8}/);
});
