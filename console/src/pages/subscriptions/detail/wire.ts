import type { CodeLanguage } from '../../../ui/highlight.js';

type Headers = Readonly<Record<string, string>>;

/** Headers as they go over the wire, a line each. */
export const headerText = (headers: Headers): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** How a body with these headers is to be coloured. */
export function languageOf(headers: Headers): CodeLanguage {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (/\bjson\b/i.test(type)) return 'json';
  return /\b(?:xml|html)\b/i.test(type) ? 'xml' : 'text';
}
