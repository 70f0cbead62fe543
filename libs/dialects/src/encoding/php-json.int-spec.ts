import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyJson } from '../../../../test/support/json-values.js';
import { type PhpOracle, startPhpOracle } from '../../../../test/support/php-oracle.js';
import type { JsonValue } from '../json-value.js';
import { encodeJson } from './json.js';
import { encodePhpJson } from './php-json.js';

let php: PhpOracle;

beforeAll(async () => {
  php = await startPhpOracle(`
    function answer(string $question, string $text): string {
      return json_encode(json_decode($text, true, 512, JSON_THROW_ON_ERROR), JSON_THROW_ON_ERROR);
    }`);
});

afterAll(() => php.stop());

/** What PHP makes of JavaScript's text is what we write, and PHP leaves that as it is. */
async function expectPhpForm(value: JsonValue): Promise<void> {
  const ours = encodePhpJson(value);
  expect(await php.ask('encode', encodeJson(value))).toBe(ours);
  expect(await php.ask('encode', ours)).toBe(ours);
}

describe('PHP writes the same', () => {
  test('of any value', async () => {
    await fc.assert(fc.asyncProperty(anyJson, expectPhpForm), { numRuns: 3_000 });
  });

  test('at the borders of its numbers', async () => {
    const powers = [
      ...Array.from({ length: 2098 }, (_, index) => 2 ** (index - 1074)),
      ...Array.from({ length: 632 }, (_, index) => Number(`1e${index - 323}`)),
    ];
    const neighbours = powers.flatMap((power) => [power, power * (1 - 2 ** -53), power * (1 + 2 ** -52)]);
    const finite = neighbours.filter((number) => Number.isFinite(number));
    await expectPhpForm(finite);
    await expectPhpForm(finite.map((number) => -number));
  });

  test('of every UTF-16 unit', async () => {
    await expectPhpForm(Array.from({ length: 0x10000 }, (_, unit) => `${String.fromCharCode(unit)}!`));
  });

  test('down to the deepest level that PHP reads', async () => {
    const nested = (levels: number): JsonValue =>
      Array.from({ length: levels }).reduce<JsonValue>(
        (inner, _, level) => (level % 2 === 0 ? [inner] : { 'a/': inner }),
        'é',
      );
    await expectPhpForm(nested(511));
    // Deeper values have no PHP form to compare with; they are still written.
    expect(JSON.parse(encodePhpJson(nested(1_000)))).toEqual(nested(1_000));
  });
});
