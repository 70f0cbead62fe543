import { decodeEntities } from './html-entities.js';

/** Text as HTML: markup characters escaped, line ends as `<br>`. */
export function textToHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r\n|\r|\n/g, '<br>');
}

/**
 * HTML as text: block elements and `<br>` end lines, entities are decoded, scripts and styles are dropped. One pass over
 * the input without backtracking, since it comes from strangers and may be a megabyte long.
 */
export function htmlToText(html: string): string {
  const lines = new Lines();
  let at = 0;
  while (at < html.length) {
    const open = nextMarkup(html, at);
    lines.addText(html.slice(at, open));
    if (open === html.length) break;
    const tag = readTag(html, open);
    at = tag.end;
    lines.addTag(tag.name, tag.isClosing);
    if (!tag.isClosing && DROPPED.has(tag.name)) at = endOfDropped(html, at, tag.name);
  }
  return lines.toString();
}

const DROPPED: ReadonlySet<string> = new Set(['script', 'style', 'title']);
/** Elements that stand on lines of their own; paragraphs also get an empty line between them. */
const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside blockquote dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p
pre section table tbody tfoot thead tr ul`.split(/\s+/),
);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

interface Tag {
  readonly name: string;
  readonly isClosing: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

/** A "<" that no name, slash, "!" or "?" follows is text. */
function nextMarkup(html: string, from: number): number {
  const markup = /<[a-z/!?]/gi;
  markup.lastIndex = from;
  return markup.exec(html)?.index ?? html.length;
}

/** An element or comment that never ends takes the rest of the text with it, as in browsers. */
function readTag(html: string, open: number): Tag {
  if (html.startsWith('<!--', open)) return { name: '', isClosing: false, end: after(html, '-->', open + 4) };
  const isClosing = html[open + 1] === '/';
  const start = open + (isClosing ? 2 : 1);
  const name = /^[a-z][a-z0-9]*/i.exec(html.slice(start, start + 20))?.[0].toLowerCase() ?? '';
  return { name, isClosing, end: endOfTag(html, start) };
}

/** A ">" inside a quoted attribute does not end the tag. */
function endOfTag(html: string, from: number): number {
  const next = /=\s*(["'])|>/g;
  next.lastIndex = from;
  for (let found = next.exec(html); found !== null; found = next.exec(html)) {
    const quote = found[1];
    if (quote === undefined) return next.lastIndex;
    next.lastIndex = after(html, quote, next.lastIndex);
  }
  return html.length;
}

function endOfDropped(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

function after(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from);
  return at < 0 ? html.length : at + end.length;
}

/** Collects lines: white space counts as one blank, except in `<pre>`. */
class Lines {
  private readonly pieces: string[] = [];
  /** Line ends that are due before the next text. */
  private due = 0;
  private preformatted = false;

  addText(source: string): void {
    const decoded = decodeEntities(this.preformatted ? source : source.replace(/\s+/g, ' '));
    const text = decoded.replaceAll('\u00a0', ' ').replaceAll('\u00ad', '');
    if (text === '' || (this.due > 0 && text.trim() === '')) return;
    if (this.pieces.length > 0) this.pieces.push('\n'.repeat(this.due));
    this.due = 0;
    this.pieces.push(text);
  }

  addTag(name: string, isClosing: boolean): void {
    if (name === 'pre') this.preformatted = !isClosing;
    if (name === 'br') this.pieces.push('\n');
    if (name === 'p') this.due = Math.max(this.due, 2);
    else if (BLOCKS.has(name)) this.due = Math.max(this.due, 1);
    if (CELLS.has(name) && isClosing) this.addText(' ');
  }

  toString(): string {
    const lines = this.pieces.join('').split('\n');
    return lines
      .map((line) => line.trim())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}
