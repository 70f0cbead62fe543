import type { Rendered, RenderInput } from '../dialect.js';
import { encodeJson } from '../encoding/json.js';
import { encodePhpQuery } from '../encoding/php-query.js';
import { isObject, type JsonObject, type JsonValue } from '../json-value.js';
import { templateOption } from '../options.js';
import { contentTypeOf, kindOf, presetOf } from './options.js';
import { isJsonSource, renderJsonTemplate, renderTextTemplate } from './render-template.js';
import { templateContext } from './template-context.js';
import { TemplateError } from './template-error.js';

/** The body that the subscription's template, or the preset that it chose, makes of the event. */
export function renderTemplate(input: RenderInput): Rendered {
  const body = bodyOf(input, templateContext(input));
  return { contentType: contentTypeOf(input.options), body: Buffer.from(body) };
}

function bodyOf({ options }: RenderInput, values: JsonObject): string {
  const preset = presetOf(options);
  if (preset !== null) return encodeJson(renderJsonTemplate(preset, values));
  const template = templateOption(options, 'template');
  if (template === null) throw new TemplateError('the subscription has neither a template nor a preset');
  const kind = kindOf(options);
  switch (kind) {
    case 'json':
      return encodeJson(renderJsonTemplate(template, values));
    case 'form':
      return isJsonSource(template, kind)
        ? encodePhpQuery(requireObject(renderJsonTemplate(template, values)))
        : renderTextTemplate(template, values, kind);
    case 'plain':
    case 'xml':
      return renderTextTemplate(template, values, kind);
    default:
      return kind satisfies never;
  }
}

function requireObject(value: JsonValue): JsonObject {
  if (isObject(value)) return value;
  throw new TemplateError('the template of a form must become an object, whose members are its fields');
}
