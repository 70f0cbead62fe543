/**
 * An attribute's text as a header value (CloudEvents HTTP protocol binding 1.0.2, section 3.1.3.2): everything but
 * printable ASCII, and space, double quote and percent sign, is percent-encoded as UTF-8. The replacement character
 * stands for lone surrogates, which UTF-8 does not have.
 */
export function encodeHeaderValue(text: string): string {
  return text.replace(/[^\x21\x23\x24\x26-\x7e]+/g, (run) =>
    [...Buffer.from(run, 'utf8')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

/** The text of such a header value, also of one in double quotes; what was not encoded by these rules stays as it is. */
export function decodeHeaderValue(value: string): string {
  try {
    return decodeURIComponent(unquoted(value));
  } catch {
    return value;
  }
}

function unquoted(value: string): string {
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  return quoted === undefined ? value : quoted.replace(/\\(.)/gs, '$1');
}
