import type { DialectOption, OptionValues } from '../options.js';
import { templateOption, textOption } from '../options.js';
import { type ContentKind, contentKind } from './content-kind.js';
import { PRESETS } from './presets.js';
import { TEMPLATE_BYTES_MAX, templateProblem } from './render-template.js';

const CONTENT_TYPE_LENGTH_MAX = 200;

export const TEMPLATE_OPTIONS = {
  preset: {
    kind: 'choice',
    default: 'none',
    values: ['none', ...Object.keys(PRESETS)],
    description: 'A ready template for the incoming webhooks of a chat product.',
  },
  template: {
    kind: 'template',
    default: null,
    lengthMax: TEMPLATE_BYTES_MAX,
    description:
      'The body: for JSON a JSON value whose texts are Liquid, for other content types one Liquid text.',
  },
  contentType: {
    kind: 'text',
    default: 'application/json',
    lengthMax: CONTENT_TYPE_LENGTH_MAX,
    problem: (text) => (contentKind(text) === null ? CONTENT_TYPE_PROBLEM : null),
    description: 'Content type of the body: JSON, a form, XML, HTML or any text, in UTF-8.',
  },
} as const satisfies Record<string, DialectOption>;

const CONTENT_TYPE_PROBLEM =
  'must be a content type such as application/json, text/plain or application/xml; charset=utf-8';

/** Options that exclude each other, and templates that do not fit their content type. */
export function templateOptionsProblem(
  options: OptionValues,
): { readonly option: string; readonly problem: string } | null {
  const template = templateOption(options, 'template');
  const kind = kindOf(options);
  if (presetOf(options) !== null) {
    if (template !== null)
      return { option: 'template', problem: 'excludes a preset: leave one of the two out' };
    return kind === 'json'
      ? null
      : { option: 'contentType', problem: 'must be application/json for a preset' };
  }
  if (template === null) return { option: 'template', problem: 'is required unless a preset is chosen' };
  const problem = templateProblem(template, kind);
  return problem === null ? null : { option: 'template', problem };
}

/** The preset that the options choose; null when they choose none. */
export function presetOf(options: OptionValues): (typeof PRESETS)[string] | null {
  return PRESETS[textOption(options, 'preset') ?? 'none'] ?? null;
}

export function contentTypeOf(options: OptionValues): string {
  return textOption(options, 'contentType') ?? TEMPLATE_OPTIONS.contentType.default;
}

export function kindOf(options: OptionValues): ContentKind {
  return contentKind(contentTypeOf(options)) ?? 'json';
}
