import type { TextSyntax } from './engine.js';

/** What a template's content type makes of it. */
export type ContentKind = 'json' | TextSyntax;

/** The kind of body that a content type names; null when it is no content type that a template can have. */
export function contentKind(contentType: string): ContentKind | null {
  const match = CONTENT_TYPE.exec(contentType);
  if (match === null) return null;
  const [, type = '', charset = 'utf-8'] = match;
  if (charset.toLowerCase() !== 'utf-8') return null;
  return kindOf(type.toLowerCase());
}

function kindOf(type: string): ContentKind {
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (/^(application|text)\/(xml|html)$/.test(type) || type.endsWith('+xml')) return 'xml';
  return 'plain';
}

/** Bodies are UTF-8, so no other charset can be named; no other parameter has a meaning here. */
const CONTENT_TYPE =
  /^([a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*)(?:[ \t]*;[ \t]*charset="?([a-z0-9-]+)"?)?$/i;
