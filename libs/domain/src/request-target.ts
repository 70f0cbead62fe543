// oxlint-disable-next-line no-control-regex -- what HTTP cannot carry is what must be found
const NOT_IN_A_TARGET = /[^\x21-\x7e]/gu;

/**
 * Path and query of a URL as they are requested. The query goes out as it was written, byte for byte, since receivers
 * compare secrets in it (dialects page, finding 9); only what HTTP cannot carry is percent-encoded.
 */
export function requestTarget(text: string): string {
  const { pathname } = new URL(text);
  const bare = text.split('#', 1)[0] ?? '';
  const at = bare.indexOf('?');
  return at < 0 ? pathname : pathname + bare.slice(at).replace(NOT_IN_A_TARGET, encode);
}

function encode(character: string): string {
  return character.isWellFormed() ? encodeURIComponent(character) : '%EF%BF%BD';
}
