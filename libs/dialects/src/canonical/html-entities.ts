/** Character references of HTML as text; those that are unknown stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});/g,
    (reference, name: string) => {
      if (!name.startsWith('#')) return NAMED.get(name) ?? reference;
      const hex = name[1] === 'x' || name[1] === 'X';
      return characterOf(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)) ?? reference;
    },
  );
}

function characterOf(code: number): string | null {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return String.fromCodePoint(code);
}

/** The names of U+00A0 to U+00FF in their order (HTML 4, Latin-1). */
const LATIN_1 = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml
eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

const OTHERS: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  Dagger: '‡',
  dagger: '†',
  emsp: '\u2003',
  ensp: '\u2002',
  euro: '€',
  gt: '>',
  hellip: '…',
  larr: '←',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  minus: '−',
  ndash: '–',
  OElig: 'Œ',
  oelig: 'œ',
  permil: '‰',
  quot: '"',
  rarr: '→',
  rdquo: '”',
  rsquo: '’',
  sbquo: '‚',
  bdquo: '„',
  Scaron: 'Š',
  scaron: 'š',
  thinsp: '\u2009',
  trade: '™',
  zwj: '\u200d',
  zwnj: '\u200c',
};

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.split(/\s+/).map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...Object.entries(OTHERS),
]);
