import type { RenderInput } from '../dialect.js';
import { isObject, type JsonObject, type JsonValue } from '../json-value.js';
import { type DialectOption, templateOption } from '../options.js';
import { renderJsonTemplate, TEMPLATE_BYTES_MAX, templateProblem } from './render-template.js';
import { templateContext } from './template-context.js';
import { TemplateError } from './template-error.js';

/** The option of a vendor's dialect that replaces its body by a template's: for customers who captured a real one. */
export const TEMPLATE_OPTION: DialectOption = {
  kind: 'template',
  default: null,
  lengthMax: TEMPLATE_BYTES_MAX,
  problem: (text) => templateProblem(text),
  description:
    'A JSON template of the body, instead of the dialect\'s own; "native" is what the dialect would send. See docs/dialects/template.md.',
};

/** The value of a dialect's body: the template's where the subscription has one, else the dialect's own. */
export function overridden(native: JsonValue, input: RenderInput): JsonValue {
  const template = templateOption(input.options, 'template');
  return template === null ? native : renderJsonTemplate(template, templateContext(input, native));
}

/** As `overridden`, for dialects whose body has members. Throws a `TemplateError` when the template makes no object. */
export function overriddenObject(native: JsonObject, input: RenderInput): JsonObject {
  const value = overridden(native, input);
  if (!isObject(value)) throw new TemplateError('the template must make an object in this dialect');
  return value;
}
