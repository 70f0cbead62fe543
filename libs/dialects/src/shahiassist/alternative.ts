import type { Rendered } from '../dialect.js';
import { objectOf, parseJson } from '../json-value.js';
import { isSet, type OptionValues } from '../options.js';
import { shahiAssistBody } from './body.js';
import { type Form, isAutomatic } from './form.js';

/** What the documented handlers answer to a signature that they cannot verify. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403]);
const OTHER: Readonly<Record<string, Form>> = { php: 'js', js: 'php' };

/**
 * In automatic mode, the refused request in the other form: the same members in the same order, signed anew. Null where
 * nothing was signed: then it was not the signature that was refused. Who refused the signature processed nothing, so
 * that nothing is processed twice.
 */
export function otherForm(
  sent: Rendered,
  code: number,
  secret: string | null,
  options: OptionValues,
): Rendered | null {
  const form = OTHER[sent.variant ?? ''];
  if (form === undefined || secret === null || !isAutomatic(options) || !REFUSALS.has(code)) return null;
  const { signature: _, ...content } = objectOf(parseJson(sent.body));
  const { bytes, warnings } = shahiAssistBody(content, form, isSet(options, 'bodySignature') ? secret : null);
  const { warnings: _warnings, ...request } = sent;
  return { ...request, body: bytes, variant: form, ...(warnings.length === 0 ? {} : { warnings }) };
}
