import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { storableJson, storableLines } from './storable-lines.js';

const lines = (...texts: string[]) => storableLines(texts.map((text) => Buffer.from(text))).toString('utf8');

describe('the lines of a batch', () => {
  it('are the texts as they came', () => {
    expect(lines('{"a":1}', '[]')).toBe('{"a":1}\x1e[]');
    expect(lines()).toBe('');
  });

  it('never give one message two lines', () => {
    expect(lines('{}\x1e{}', '[]')).toBe('!\x1e[]');
  });

  it('lose what Postgres cannot store, and nothing else', () => {
    const text = fc.array(fc.constantFrom('\0', '\ud800', '\udc00', '\u{1f600}', '\\', 'u0000', '"', 'é'));
    fc.assert(
      fc.property(text, (parts) => {
        const value = { [parts.join('')]: parts.join('') };
        const expected = JSON.stringify(value, null, 0);
        const kept: unknown = JSON.parse(storableJson(expected));
        const clean = parts.join('').replaceAll('\0', '\ufffd').toWellFormed();
        expect(kept).toEqual({ [clean]: clean });
      }),
    );
  });

  it('keep surrogate pairs that are escaped', () => {
    expect(storableJson(String.raw`"\ud83d\ude00\ud83d\\u0000\u0000"`)).toBe(
      String.raw`"\ud83d\ude00\ufffd\\u0000\ufffd"`,
    );
  });
});
