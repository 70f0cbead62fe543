import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { storableJson, storableText } from './storable-text.js';

const parts = fc.array(fc.constantFrom('\0', '\ud800', '\udc00', '\u{1f600}', '\\', 'u0000', '"', 'é'));

it('a text loses what Postgres cannot store, and nothing else; in JSON too', () => {
  fc.assert(
    fc.property(parts, (some) => {
      const text = some.join('');
      const clean = text.replaceAll('\0', '\ufffd').toWellFormed();
      expect(storableText(text)).toBe(clean);
      const kept: unknown = JSON.parse(storableJson(JSON.stringify({ [text]: text })));
      expect(kept).toEqual({ [clean]: clean });
    }),
  );
});

it('surrogate pairs that are escaped stay', () => {
  expect(storableJson(String.raw`"\ud83d\ude00\ud83d\\u0000\u0000"`)).toBe(
    String.raw`"\ud83d\ude00\ufffd\\u0000\ufffd"`,
  );
});
