import { describe, expect, test } from '@jest/globals';
import { goldenText } from '../../../../test/dialects/golden-vector.js';
import type { JsonValue } from '../json-value.js';
import { encodeJson } from './json.js';
import { encodePhpJson } from './php-json.js';

const parsed = (text: string): JsonValue => JSON.parse(text);

describe('golden bodies', () => {
  test.each([
    ['shahi-js.json', 'shahi-php.json'],
    ['supportcandy.json', 'supportcandy.json'],
  ])('%s gives %s', (from, to) => {
    expect(encodePhpJson(parsed(goldenText(from)))).toBe(goldenText(to));
  });

  test('back from PHP to JavaScript', () => {
    expect(encodeJson(parsed(goldenText('shahi-php.json')))).toBe(goldenText('shahi-js.json'));
  });
});

/** Of the golden vectors, measured with PHP 8.2. */
describe('the traps of re-encoding', () => {
  test.each([
    ['an empty object', '{"a":{}}', '{"a":[]}'],
    ['a whole float', '{"a":1.0}', '{"a":1}'],
    ['a float', '{"a":0.1}', '{"a":0.1}'],
    ['more than 64 bits', '{"a":12345678901234567890}', '{"a":1.2345678901234567e+19}'],
    ['keys that count', '{"a":{"0":"x","1":"y"}}', '{"a":["x","y"]}'],
    ['a key twice', '{"a":1,"a":2}', '{"a":2}'],
    ['beyond the basic plane', '{"a":"😀"}', '{"a":"\\ud83d\\ude00"}'],
    ['a line separator', '{"a":"\u2028"}', '{"a":"\\u2028"}'],
    ['control characters', '"\\b\\f\\u000b\\t\\r\\n"', '"\\b\\f\\u000b\\t\\r\\n"'],
    ['nothing', '{}', '[]'],
  ])('%s', (_, text, php) => {
    expect(encodePhpJson(parsed(text))).toBe(php);
  });
});

describe('encodePhpJson', () => {
  test.each<[JsonValue, string]>([
    [2 ** 63, '9.223372036854776e+18'],
    [-(2 ** 63), '-9.223372036854776e+18'],
    [2 ** 63 - 1024, '9223372036854775000'],
    [1e25, '1.0e+25'],
    [1e-7, '1.0e-7'],
    [0.00001, '1.0e-5'],
    [0.0001, '0.0001'],
    [5e-324, '5.0e-324'],
    [-0, '0'],
    [Number.POSITIVE_INFINITY, 'null'],
  ])('%d is %s', (value, php) => {
    expect(encodePhpJson(value)).toBe(php);
  });

  test('keys that start elsewhere or leave a gap make an object', () => {
    expect(encodePhpJson([{ 1: 'a' }, { 0: 'a', 2: 'b' }, { '00': 'a' }])).toBe(
      '[{"1":"a"},{"0":"a","2":"b"},{"00":"a"}]',
    );
  });

  test('lone surrogates, which PHP refuses, become U+FFFD', () => {
    expect(encodePhpJson({ '\ud800': '\udc00' })).toBe('{"\\ufffd":"\\ufffd"}');
  });
});
