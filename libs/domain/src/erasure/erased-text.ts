import { isPersonalKey, type PersonValues } from './person-values.js';

/** What stands where something of a person stood. */
export const ERASED = '[erased]';

/** A string of JSON, or any other character. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*|[[\]{}]/g;
/** Letters and digits of any script, and what else an address or a number may consist of. */
const WORD = String.raw`\p{L}\p{N}`;

/** Replaces what belongs to a person in texts and documents. Made once for many of them. */
export class PersonEraser {
  private readonly inTexts: RegExp | null;
  private readonly parts: ReadonlySet<string>;
  private readonly wholes: ReadonlySet<string>;

  constructor({ emails, texts, parts }: PersonValues) {
    const patterns = [
      ...emails.flatMap((email) => spellings(email).map(emailPattern)),
      ...texts.flatMap((text) => spellings(text).map(wordPattern)),
    ];
    this.inTexts = patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'giu');
    this.parts = new Set(parts.map((part) => part.toLowerCase()));
    this.wholes = new Set([...emails, ...texts].map((value) => value.toLowerCase()));
  }

  /** Whether a text has an address, a full name or a number of theirs. */
  isIn(text: string): boolean {
    return this.inTexts !== null && text.search(this.inTexts) >= 0;
  }

  /** A text without the person: in any form, such as what a form or a mail sends. */
  text(text: string): string {
    return this.inTexts === null ? text : text.replace(this.inTexts, ERASED);
  }

  /**
   * A JSON text without the person. Only strings that have something of theirs are written anew (and numbers that are a number
   * of theirs): everything else stays as it is, byte for byte, numbers that JavaScript cannot hold included.
   */
  json(json: string): string {
    let key = '';
    return json.replace(TOKEN, (token, colon: string | undefined) => {
      if (!token.startsWith('"')) return this.isWhole(token, key) ? JSON.stringify(ERASED) : token;
      const text = decoded(colon === undefined ? token : token.slice(0, -colon.length));
      if (text === null) return token;
      if (colon !== undefined) key = text;
      const without = this.isPart(text, key, colon) ? ERASED : this.text(text);
      return without === text ? token : JSON.stringify(without) + (colon ?? '');
    });
  }

  private isPart(text: string, key: string, colon: string | undefined): boolean {
    return colon === undefined && isPersonalKey(key) && this.parts.has(text.trim().toLowerCase());
  }

  private isWhole(token: string, key: string): boolean {
    return isPersonalKey(key) && (this.wholes.has(token) || this.parts.has(token));
  }
}

/** As it is, and as a URL or a form has it. */
function spellings(text: string): string[] {
  if (!text.isWellFormed()) return [text];
  const encoded = encodeURIComponent(text);
  return [...new Set([text, encoded, encoded.replaceAll('%20', '+'), encoded.replaceAll('%40', '@')])];
}

/** Not the end of a longer address ("mary-jane@…" for "jane@…"), and not the begin of one ("….com.au" for "….com"). */
function emailPattern(email: string): string {
  return `(?:(?<![${WORD}._%+-])|(?<=%[0-9a-f]{2}))${escaped(email)}(?![${WORD}-]|[.][${WORD}])`;
}

/** As whole words; blanks of any kind and number are one. */
function wordPattern(text: string): string {
  const pattern = text
    .split(/\s+/)
    .map(escaped)
    .join(String.raw`\s+`);
  return `(?:(?<![${WORD}])|(?<=%[0-9a-f]{2}))${pattern}(?![${WORD}])`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function decoded(token: string): string | null {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
