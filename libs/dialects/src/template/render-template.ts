import { LiquidError, type Template } from 'liquidjs';
import type { JsonObject, JsonValue } from '../json-value.js';
import { faultOf } from '../render-fault.js';
import type { ContentKind } from './content-kind.js';
import { engine, parseText, type TextSyntax } from './engine.js';
import type { JsonNode } from './json-node.js';
import { MeteredContext } from './metered-context.js';
import { parseJsonTemplate } from './parse-json-template.js';
import { renderNode } from './render-json-node.js';
import { renderParts } from './render-parts.js';
import { sourceCache } from './source-cache.js';
import { TemplateError } from './template-error.js';
import { jsonOf } from './text-of.js';
import { workMeter } from './work-meter.js';

export const TEMPLATE_BYTES_MAX = 65_536;
export const BODY_BYTES_MAX = 1_000_000;

/** Why a text is no template for such a body, with the place; null when it is one. */
export function templateProblem(source: string, kind: ContentKind = 'json'): string | null {
  if (Buffer.byteLength(source) > TEMPLATE_BYTES_MAX) return `must have at most ${TEMPLATE_BYTES_MAX} bytes`;
  const clock = CLOCK.exec(source);
  if (clock !== null) return `${clock[0]}: templates have no clock; use time, when the event happened`;
  try {
    if (isJsonSource(source, kind)) compileJson(source);
    else compileText(source, kind === 'json' ? 'plain' : kind);
    return null;
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
}

/** Whether a template for such a body is JSON: for forms it may be, with members that become the fields. */
export function isJsonSource(source: string, kind: ContentKind): boolean {
  return kind === 'json' || (kind === 'form' && /^\s*\{(?![{%])/.test(source));
}

/** The value of a JSON template, given as its text or as JSON; a `TemplateError` when it has none. */
export function renderJsonTemplate(source: JsonValue, values: JsonObject): JsonValue {
  const node = typeof source === 'string' ? compileJson(source) : compileValue(source);
  const value = rendering('plain', values, (context) => renderNode(node, context)) ?? null;
  requireSize(faultless(() => jsonOf(value)));
  return value;
}

/** The text of a template that is one text; a `TemplateError` when it has none. */
export function renderTextTemplate(source: string, values: JsonObject, syntax: TextSyntax = 'plain'): string {
  const parts = compileText(source, syntax);
  return requireSize(rendering(syntax, values, (context) => renderParts(parts, context)));
}

/** `'now' | date`: it would change from attempt to attempt. */
const CLOCK = /(["'])(?:now|today)\1\s*\|\s*(?:date|iso8601|unix|php_datetime)\b/;
/** What is compiled takes some twenty times the memory of its source. */
const CACHE_CHARACTERS_MAX = 1_000_000;

const compileJson: (source: string) => JsonNode = sourceCache(CACHE_CHARACTERS_MAX, (source) =>
  faultless(() => parseJsonTemplate(parseSource(source))),
);

const compiledValues = new WeakMap<object, JsonNode>();

/** A template that is JSON already, such as a preset. */
function compileValue(source: JsonValue): JsonNode {
  if (typeof source !== 'object' || source === null) return parseJsonTemplate(source);
  const node = compiledValues.get(source) ?? parseJsonTemplate(source);
  compiledValues.set(source, node);
  return node;
}

const COMPILE_TEXT = {
  plain: sourceCache(CACHE_CHARACTERS_MAX, (source) => faultless(() => parseText(source, 'plain'))),
  xml: sourceCache(CACHE_CHARACTERS_MAX, (source) => faultless(() => parseText(source, 'xml'))),
  form: sourceCache(CACHE_CHARACTERS_MAX, (source) => faultless(() => parseText(source, 'form'))),
} as const satisfies Record<TextSyntax, unknown>;

function compileText(source: string, syntax: TextSyntax): readonly Template[] {
  return COMPILE_TEXT[syntax](source);
}

function parseSource(source: string): JsonValue {
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new TemplateError(
      `is no JSON: ${faultOf(cause)}; outputs stand in quotes, "{{ ticket.id }}" keeps the type`,
      { cause },
    );
  }
}

function rendering<T>(syntax: TextSyntax, values: JsonObject, render: (context: MeteredContext) => T): T {
  return faultless(() => render(new MeteredContext(workMeter(), engine(syntax), values)));
}

/** Whatever a template makes the engine throw is the template's fault. */
function faultless<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof TemplateError) throw cause;
    throw new TemplateError(rootFault(cause), { cause });
  }
}

/** The engine wraps what is thrown within it, and adds where. */
function rootFault(error: unknown): string {
  let root = error;
  while (LiquidError.is(root) && root.originalError instanceof Error) root = root.originalError;
  return root instanceof TemplateError || root instanceof RangeError ? faultOf(root) : faultOf(error);
}

function requireSize(body: string): string {
  const bytes = Buffer.byteLength(body);
  if (bytes <= BODY_BYTES_MAX) return body;
  throw new TemplateError(`the body would have ${bytes} bytes, more than ${BODY_BYTES_MAX}`);
}
