const NAME_PATTERN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
// eslint-disable-next-line no-control-regex -- control characters are what must be kept out
const VALUE_PATTERN = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that Deskhook or HTTP itself sets; a subscription may not. */
const RESERVED: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'max-forwards',
  'te',
  'trailer',
  'traceparent',
  'tracestate',
  'transfer-encoding',
  'upgrade',
  'via',
]);
const RESERVED_PREFIX = /^(webhook-|ce-|proxy-|sec-)/i;

/**
 * Why a subscription may not set this header, or null when it may. Receivers that hand headers on as variables (CGI) take
 * `content_length` for `content-length`: it is reserved in both spellings.
 */
export function requestHeaderProblem(name: string, value: string): string | null {
  if (!NAME_PATTERN.test(name)) return 'not a header name (RFC 9110: letters, digits and hyphens)';
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (RESERVED.has(plain) || RESERVED_PREFIX.test(plain)) return 'reserved: Deskhook sets it itself';
  if (!VALUE_PATTERN.test(value))
    return 'the value has characters that a header cannot carry (line breaks, control or non-Latin-1 characters)';
  return null;
}
