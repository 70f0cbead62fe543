import { describe, expect, test } from '@jest/globals';
import { rotated, VALID_SECRETS_MAX, type OpenSecret } from './secret-rotation.js';

const NOW = 1_000_000;

describe('a rotation', () => {
  test('makes the next secret current, and the old one ends with the overlap', () => {
    expect(rotated([{ secret: 'old', expiresAt: null }], 'new', NOW, 500)).toEqual([
      { secret: 'new', expiresAt: null },
      { secret: 'old', expiresAt: NOW + 500 },
    ]);
  });
  test('never lengthens what a rotation before it granted, and drops what has ended', () => {
    const before: OpenSecret[] = [
      { secret: 'b', expiresAt: null },
      { secret: 'soon', expiresAt: NOW + 10 },
      { secret: 'ended', expiresAt: NOW },
    ];
    expect(rotated(before, 'c', NOW, 500)).toEqual([
      { secret: 'c', expiresAt: null },
      { secret: 'b', expiresAt: NOW + 500 },
      { secret: 'soon', expiresAt: NOW + 10 },
    ]);
  });
  test('without an overlap leaves the next secret alone', () => {
    expect(rotated([{ secret: 'leaked', expiresAt: null }], 'new', NOW, 0)).toEqual([
      { secret: 'new', expiresAt: null },
    ]);
  });
  test('to the same secret has it once', () => {
    expect(rotated([{ secret: 'same', expiresAt: null }], 'same', NOW, 500)).toEqual([
      { secret: 'same', expiresAt: null },
    ]);
  });
  test('keeps the number of valid secrets within the cap, the newest ones', () => {
    let secrets: OpenSecret[] = [];
    for (let round = 0; round < 20; round += 1) secrets = rotated(secrets, `s${round}`, NOW + round, 1_000);
    expect(secrets.map(({ secret }) => secret)).toEqual(['s19', 's18', 's17', 's16', 's15']);
    expect(secrets).toHaveLength(VALID_SECRETS_MAX);
  });
});
