import hljs from 'highlight.js/lib/core';
import json from 'highlight.js/lib/languages/json';
import php from 'highlight.js/lib/languages/php';
import javascript from 'highlight.js/lib/languages/javascript';
import python from 'highlight.js/lib/languages/python';
import xml from 'highlight.js/lib/languages/xml';

hljs.registerLanguage('json', json);
hljs.registerLanguage('php', php);
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('python', python);
hljs.registerLanguage('xml', xml);

export type CodeLanguage = 'json' | 'php' | 'javascript' | 'python' | 'xml' | 'text';

/** Kinds of tokens that have a colour of their own. */
const KINDS = [
  'attr',
  'string',
  'number',
  'literal',
  'keyword',
  'comment',
  'variable',
  'title',
  'built_in',
  'meta',
] as const;
type TokenKind = (typeof KINDS)[number];

interface Piece {
  readonly text: string;
  readonly kind: TokenKind | null;
}

/** A text in pieces with their kinds. They become elements, never HTML: what receivers answer is not to be trusted. */
export function highlight(code: string, language: Exclude<CodeLanguage, 'text'> | 'text'): readonly Piece[] {
  if (language === 'text') return [{ text: code, kind: null }];
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  const parsed = new DOMParser().parseFromString(value, 'text/html');
  return piecesOf(parsed.body, null);
}

function piecesOf(node: Node, kind: TokenKind | null): readonly Piece[] {
  return [...node.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) return [{ text: child.textContent ?? '', kind }];
    return child instanceof HTMLElement ? piecesOf(child, kindOf(child) ?? kind) : [];
  });
}

function kindOf({ classList }: HTMLElement): TokenKind | undefined {
  return KINDS.find((kind) => classList.contains(`hljs-${kind}`));
}
