// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text of others (events, answers of endpoints) as one line that is safe on a terminal: control characters, which could move
 * the cursor or turn the direction of writing, are shown as escapes.
 */
export function printable(text: string): string {
  return text.replace(
    CONTROL,
    (char) => NAMED[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** JSON on one line; what JSON leaves as it is and terminals obey is escaped, too. */
export function jsonLine(value: unknown): string {
  return printable(JSON.stringify(value) ?? 'null');
}

/** JSON to be read by people. */
export function jsonDocument(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? 'null';
  return text.split('\n').map(printable).join('\n');
}
