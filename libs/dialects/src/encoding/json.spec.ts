import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyJson } from '../../../../test/support/json-values.js';
import { encodeJson } from './json.js';

describe('encodeJson', () => {
  test('a JavaScript receiver who parses and encodes again gets the same text', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = encodeJson(value);
        expect(JSON.stringify(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the text survives UTF-8', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = encodeJson(value);
        expect(Buffer.from(text).toString()).toBe(text);
      }),
    );
  });

  test('what has no lone surrogate is left as JSON.stringify writes it', () => {
    const value = { 'é/': ['\\ud800', '😀', '\u2028'], n: [-0, 1e21, 0.1] };
    expect(encodeJson(value)).toBe(JSON.stringify(value));
  });

  test('lone surrogates become U+FFFD, in keys too; keys that become equal merge', () => {
    expect(encodeJson(['a\ud800', { '\udc00': 1 }])).toBe('["a\ufffd",{"\ufffd":1}]');
    expect(encodeJson({ '\ud800': 1, b: 2, '\udc00': 3 })).toBe('{"\ufffd":3,"b":2}');
  });
});
