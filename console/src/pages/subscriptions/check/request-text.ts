import type { CodeLanguage } from '../../../ui/highlight.js';

type Headers = Readonly<Record<string, string>>;

/** Headers as they go over the wire. */
export function headerLines(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** How a body is coloured, by what its headers say that it is. */
export function bodyLanguage(headers: Headers): CodeLanguage {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (/[/+]json\b/.test(type)) return 'json';
  return /[/+](?:xml|html)\b/.test(type) ? 'xml' : 'text';
}

/** As Deskhook writes the value of a header that it keeps to itself. */
const REDACTED = '[redacted]';

export const hasRedacted = (headers: Headers): boolean => Object.values(headers).includes(REDACTED);
