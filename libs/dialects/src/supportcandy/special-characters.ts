/**
 * What WordPress's `wp_specialchars_decode($text, ENT_QUOTES)` decodes, and nothing more: `<` and `>` have no
 * hexadecimal form there, and names are lower-case. Numbers may have zeros in front.
 */
const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&#38;': '&',
  '&#x26;': '&',
  '&lt;': '<',
  '&#60;': '<',
  '&gt;': '>',
  '&#62;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#x22;': '"',
  '&#39;': "'",
  '&#x27;': "'",
};
const ENTITY = /&(?:amp|lt|gt|quot|#0*(?:34|38|39|60|62)|#[xX]0*(?:22|26|27));/g;

/** The text with its entities decoded once: `&amp;lt;` becomes `&lt;`. */
export function specialCharactersDecoded(text: string): string {
  return text.replace(ENTITY, (entity) => {
    const plain = entity.toLowerCase().replace(/^(&#x?)0+/, '$1');
    return CHARACTERS[plain] ?? entity;
  });
}
