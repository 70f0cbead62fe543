import { encodeJson } from '../encoding/json.js';
import { encodePhpJson } from '../encoding/php-json.js';
import type { JsonValue } from '../json-value.js';
import { type OptionValues, textOption } from '../options.js';

/**
 * How the JSON is written. The documented verifiers encode what they decoded and sign that: PHP escapes slashes and
 * non-ASCII characters, JavaScript does neither, so that no body passes both (dialects page, section 5c).
 */
export type Form = 'php' | 'js';

export const AUTOMATIC = 'auto';

/** The form that the option demands; in automatic mode the one that the endpoint is known to take, else PHP's. */
export function chosenForm(options: OptionValues, variant: string | null): Form {
  const form = isAutomatic(options) ? variant : textOption(options, 'form');
  return form === 'js' ? 'js' : 'php';
}

export function isAutomatic(options: OptionValues): boolean {
  return (textOption(options, 'form') ?? AUTOMATIC) === AUTOMATIC;
}

export function encodeForm(form: Form, value: JsonValue): string {
  return form === 'php' ? encodePhpJson(value) : encodeJson(value);
}
