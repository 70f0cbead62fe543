// Test support: generated JSON with all that encoders trip over.
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@deskhook/dialects';

const pieces = [
  '/ \\ " \' <b> & ~ * ()! %20 + -_. = [ ] \\ud83d \\u0041'.split(' '),
  [
    ' ',
    '\0',
    '\u001f',
    '\u007f',
    '\u0080',
    'é',
    '\u2028',
    '\ufeff',
    '\uffff',
    '😀',
    '\ud83d',
    '\udc00',
    '\r\n',
  ],
].flat();

/** Any text, often with escapes, and with halves of surrogate pairs. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(Number),
  fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: -30, max: 30 }))
    .map(([digits, power]) => digits * 10 ** power),
  // Halves in the fifteenth digit, and their neighbours.
  fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 16 }))
    .map(([digits, power]) => Number(Math.abs(digits).toString().padEnd(14, '1').slice(0, 14)) + 2 ** -power),
);

const anyKey: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  anyText,
  fc.nat(3).map(String),
  fc.integer().map(String),
  fc.constantFrom('', '00', '-0', '-1', '__proto__', 'toString', 'a b', 'a.b', 'a[b]', '9223372036854775808'),
);

const anyScalar: fc.Arbitrary<JsonValue> = fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant(null));

const { value, object } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => {
  const list = fc.array(tie('value'), { maxLength: 5 });
  return {
    value: fc.oneof(
      { depthSize: 'medium' },
      anyScalar,
      list,
      // Looks like a list to PHP.
      list.map((members) => Object.fromEntries(members.entries())),
      tie('object'),
    ),
    object: fc
      .array(fc.tuple(anyKey, tie('value')), { maxLength: 6 })
      .map((members) => Object.fromEntries(members)),
  };
});

export const anyJson: fc.Arbitrary<JsonValue> = value;
export const anyJsonObject: fc.Arbitrary<JsonObject> = object;
