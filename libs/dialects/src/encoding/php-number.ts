/**
 * Numbers as PHP writes them once `json_decode` has read JavaScript's text of them: whole numbers within 64 bits are
 * integers, all others are floats. Minus zero is the integer 0, for `JSON.stringify` as for PHP.
 */

/** PHP writes a float with an exponent below 10^-4 … */
const FIXED_EXPONENT_MIN = -4;
/** … and from 10^17 in `json_encode` (`serialize_precision` -1: the fewest digits that tell the value) … */
const JSON_DIGITS_MAX = 17;
/** … or from 10^14 where a float becomes a text: PHP's `precision`, 14 unless the ini file says otherwise. */
const TEXT_DIGITS_MAX = 14;
const INTEGER_LIMIT = 2 ** 63;
/** Enough to tell a half from its nearest neighbours. */
const EXACT_DECIMALS = 40;

/** A finite number as `json_encode` writes it. */
export function phpJsonNumber(value: number): string {
  if (isPhpInteger(value)) return String(value);
  return layOut(value.toExponential(), JSON_DIGITS_MAX, 'e');
}

/** A finite number as PHP writes it where a text is wanted. */
export function phpTextNumber(value: number): string {
  if (isPhpInteger(value)) return String(value);
  return layOut(roundToText(value), TEXT_DIGITS_MAX, 'E');
}

function isPhpInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < INTEGER_LIMIT;
}

/** To the digits of a text; halves go to the even digit, as in PHP, where `toExponential` rounds them up. */
function roundToText(value: number): string {
  const half = evenHalf.exec(value.toExponential(EXACT_DECIMALS));
  return half === null ? value.toExponential(TEXT_DIGITS_MAX - 1) : `${half[1]}${half[2]}`;
}

/** An even last digit, then exactly one half of it. */
const evenHalf = new RegExp(`^(-?\\d\\.\\d{${TEXT_DIGITS_MAX - 2}}[02468])50+(e.*)$`);

/** From `d.ddde±x` to the form that PHP chooses. */
function layOut(exponential: string, digitsMax: number, mark: 'e' | 'E'): string {
  const [mantissa = '', exponent = ''] = exponential.split('e');
  if (Number(exponent) >= FIXED_EXPONENT_MIN && Number(exponent) < digitsMax)
    return String(Number(exponential));
  const digits = mantissa.includes('.') ? mantissa.replace(/0+$/, '') : `${mantissa}.`;
  return `${digits.endsWith('.') ? `${digits}0` : digits}${mark}${exponent}`;
}
