/** Stands between the JSON texts of a batch; JSON itself never contains it unescaped. */
export const LINE_SEPARATOR = 0x1e;
/** Takes the place of a text that would not be one line, so that Postgres refuses this one and no other. */
const UNREADABLE = Buffer.from('!');
/** Escapes that JSON allows and Postgres' text does not: NUL, and halves of surrogate pairs. */
const SUSPICIOUS = ['\\u0000', '\\ud', '\\uD'] as const;
const ESCAPE =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u0000|u[dD][89a-fA-F][\da-fA-F]{2})|[\s\S])/g;

/**
 * A batch of JSON texts as one parameter of one statement: Postgres parses them, this process only copies bytes.
 * The few with characters that Postgres cannot store have them replaced by U+FFFD.
 */
export function storableLines(texts: readonly Uint8Array[]): Buffer {
  const joined = join(texts);
  if (!SUSPICIOUS.some((escape) => joined.includes(escape))) return joined;
  return join(texts.map((text) => Buffer.from(storableJson(Buffer.from(text).toString('utf8')))));
}

/** The JSON text with everything that Postgres cannot store replaced by U+FFFD. */
export function storableJson(json: string): string {
  return json.replace(ESCAPE, (escape, unstorable: string | undefined) =>
    unstorable === undefined ? escape : '\\ufffd',
  );
}

function join(texts: readonly Uint8Array[]): Buffer {
  const kept = texts.map((text) => (isOneLine(text) ? text : UNREADABLE));
  const bytes = kept.reduce((sum, text) => sum + text.length + 1, -1);
  const joined = Buffer.allocUnsafe(Math.max(0, bytes));
  let at = 0;
  for (const text of kept) {
    if (at > 0) joined[at++] = LINE_SEPARATOR;
    joined.set(text, at);
    at += text.length;
  }
  return joined;
}

function isOneLine(text: Uint8Array): boolean {
  return text.length > 0 && !text.includes(LINE_SEPARATOR);
}
