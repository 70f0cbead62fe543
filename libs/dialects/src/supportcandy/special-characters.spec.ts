import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { specialCharactersDecoded } from './special-characters.js';

/** WordPress core, wp-includes/formatting.php, `wp_specialchars_decode` with ENT_QUOTES. */
test.each([
  ['&amp;&lt;&gt;&quot;', '&<>"'],
  ['&#039;&#39;&#0039;&#x27;&#X027;', "'''''"],
  ['&#034;&#34;&#x22;&#x0022;', '""""'],
  ['&#038;&#38;&#x26;&#060;&#60;&#062;', '&&&<<>'],
])('%s becomes %s', (text, decoded) => {
  expect(specialCharactersDecoded(text)).toBe(decoded);
});

test.each(['&apos;', '&AMP;', '&#x3c;', '&#x3E;', '&nbsp;', '&amp', '&#39', '&#139;', '& amp;', '&#x0;'])(
  '%s stays',
  (text) => {
    expect(specialCharactersDecoded(text)).toBe(text);
  },
);

test('entities are decoded once', () => {
  expect(specialCharactersDecoded('&amp;amp;&amp;#39;&#38;lt;')).toBe('&amp;&#39;&lt;');
});

test('a text without an ampersand stays', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const plain = text.replaceAll('&', '');
      expect(specialCharactersDecoded(plain)).toBe(plain);
    }),
  );
});
