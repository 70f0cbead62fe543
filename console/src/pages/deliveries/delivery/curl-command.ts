import type { Attempt } from '../../../api/types.js';

/** Headers that curl sets by itself. */
const LEFT_OUT: ReadonlySet<string> = new Set(['content-length', 'host', 'connection', 'transfer-encoding']);

/** The request of an attempt as a command for a POSIX shell. A signature holds for its time: receivers may refuse an old one. */
export function curlCommand(url: string, { requestHeaders, requestBody }: Attempt): string {
  const headers = Object.entries(requestHeaders).filter(([name]) => !LEFT_OUT.has(name.toLowerCase()));
  return [
    `curl -i -X POST ${quoted(url)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(requestBody === null ? [] : [`--data-binary ${quoted(requestBody)}`]),
  ].join(' \\\n  ');
}

/** Nothing has a meaning between single quotes but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
