import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { goldenText } from '../../../../test/dialects/golden-vector.js';
import { anyJsonObject, anyNumber, anyText } from '../../../../test/support/json-values.js';
import { type PhpOracle, startPhpOracle } from '../../../../test/support/php-oracle.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { encodeJson } from './json.js';
import { encodePhpJson } from './php-json.js';
import { encodePhpQuery } from './php-query.js';

let php: PhpOracle;

beforeAll(async () => {
  php = await startPhpOracle(`
    function answer(string $question, string $text): string {
      if ($question === 'build') {
        return http_build_query(json_decode($text, true, 512, JSON_THROW_ON_ERROR), '', '&');
      }
      parse_str($text, $fields);
      return json_encode($fields, JSON_THROW_ON_ERROR);
    }`);
});

afterAll(() => php.stop());

async function expectPhpForm(object: JsonObject): Promise<void> {
  expect(encodePhpQuery(object)).toBe(await php.ask('build', encodeJson(object)));
}

describe('PHP writes the same', () => {
  test('of any object', async () => {
    await fc.assert(fc.asyncProperty(anyJsonObject, expectPhpForm), { numRuns: 1_500 });
  });

  test('of any number', async () => {
    const numbers = fc.array(anyNumber, { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(numbers, (n) => expectPhpForm({ n })),
      { numRuns: 1_000 },
    );
  });

  test('at the borders of its numbers', async () => {
    const powers = [
      ...Array.from({ length: 2098 }, (_, index) => 2 ** (index - 1074)),
      ...Array.from({ length: 632 }, (_, index) => Number(`1e${index - 323}`)),
    ].concat([12345678901234.5, 12345678901235.5, 123456789012.125, 123456789012.375, 99999999999999.5, -0]);
    const n = powers.flatMap((power) => [power, -power * (1 - 2 ** -53), power * (1 + 2 ** -52)]);
    await expectPhpForm({ n: n.filter((number) => Number.isFinite(number)) });
  });

  test('of every UTF-16 unit, in values and in keys', async () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => `${String.fromCharCode(unit)}!`);
    await expectPhpForm({ units, ...Object.fromEntries(units.map((unit) => [unit, 1])) });
  });
});

/** What PHP reads out of a form: texts and arrays, without what a form cannot carry. */
function asFields(value: JsonValue): string | JsonObject | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).map(([key, member]) => [key, asFields(member)] as const);
  const present = fields.filter(([, field]) => field !== null);
  return present.length === 0 ? null : Object.fromEntries(present);
}

test('a PHP receiver reads the values back as texts', async () => {
  // PHP rewrites other names (blanks and dots to underscores).
  const name = fc.oneof(fc.stringMatching(/^[a-zé_][a-z0-9é_]{0,5}$/), fc.nat(3).map(String));
  const scalar = fc.oneof(
    anyText.map((text) => text.toWellFormed()),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { object } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
    object: fc
      .array(fc.tuple(name, tie('value')), { maxLength: 5 })
      .map((members) => Object.fromEntries(members)),
  }));
  await fc.assert(
    fc.asyncProperty(object, async (data) => {
      const fields = JSON.parse(await php.ask('parse', encodePhpQuery(data)));
      expect(fields).toEqual(JSON.parse(encodePhpJson(asFields(data) ?? {})));
    }),
    { numRuns: 1_000 },
  );
});

describe('golden forms', () => {
  test('Support Genix', async () => {
    const form = goldenText('supportgenix.form');
    const fields: JsonObject = JSON.parse(await php.ask('parse', form));
    expect(encodePhpQuery(fields)).toBe(form);
  });

  test('null, true, false, an empty text and a whole float', () => {
    expect(encodePhpQuery({ a: null, b: [], c: true, d: false, e: '', f: 1.0 })).toBe('c=1&d=0&e=&f=1');
  });

  test('nothing', () => {
    expect(encodePhpQuery({ a: {}, b: [null, [{}]] })).toBe('');
  });
});
