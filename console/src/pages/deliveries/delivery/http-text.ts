import type { CodeLanguage } from '../../../ui/highlight.js';

type Headers = Readonly<Record<string, string>>;

/** The first line of the request to a URL, and its host. */
export function requestLine(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return `POST ${url} HTTP/1.1`;
  return `POST ${parsed.pathname}${parsed.search} HTTP/1.1\nhost: ${parsed.host}`;
}

export function headerLines(headers: Headers): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** How a body is coloured, by its content type. */
export function languageOf(headers: Headers): CodeLanguage {
  const type = contentType(headers);
  if (type.includes('json')) return 'json';
  return type.includes('html') || type.includes('xml') ? 'xml' : 'text';
}

/** The fields of a form, a line each; null where the body is none. */
export function formFields(headers: Headers, body: string | null): string | null {
  if (body === null || !contentType(headers).startsWith('application/x-www-form-urlencoded')) return null;
  return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n');
}

function contentType(headers: Headers): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return found?.[1].toLowerCase() ?? '';
}
