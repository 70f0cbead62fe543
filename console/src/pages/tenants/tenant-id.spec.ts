import { expect, it } from '@jest/globals';
import { isTenantId } from '@deskhook/domain';
import fc from 'fast-check';
import { idProblem, suggestedId } from './tenant-id.js';

it.each([
  ['Acme Support', 'acme-support'],
  ['Müller & Co.', 'muller-co'],
  ['  --x--  ', 'x'],
  ['東京', ''],
])('suggests for %j the id %j', (name, id) => {
  expect(suggestedId(name)).toBe(id);
});

it('agrees with the API about what an id is, and only suggests such', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      expect(idProblem(text) === null).toBe(isTenantId(text));
      const id = suggestedId(text);
      if (id !== '') expect(idProblem(id)).toBeNull();
    }),
  );
});
