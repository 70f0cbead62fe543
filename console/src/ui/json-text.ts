const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+|[{}[\],:]/g;
const INTEGER = /^-?\d+$/;
const NUMBER = /^-?\d/;
const INDENT = 2;

/**
 * JSON with line breaks, as `JSON.stringify(value, null, 2)` has it, but with every number as it is written: those beyond 2^53 keep
 * their digits. Null for what is no JSON.
 */
export function prettyJson(text: string): string | null {
  if (!isJson(text)) return null;
  let depth = 0;
  let before = '';
  let pretty = '';
  const newLine = () => `\n${' '.repeat(depth * INDENT)}`;
  for (const token of tokensOf(text)) {
    const isClosing = token === '}' || token === ']';
    const isFirst = before === '{' || before === '[';
    if (isClosing) depth -= 1;
    // An empty object or list stays on its line.
    if (isClosing ? !isFirst : isFirst || before === ',') pretty += newLine();
    pretty += written(token);
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return pretty;
}

/** The numbers of a JSON text that reading it as JSON changes: integers beyond 2^53 that lose digits, and what is larger than all. */
export function changedNumbers(text: string): readonly string[] {
  if (!isJson(text)) return [];
  return [...new Set(tokensOf(text).filter((token) => NUMBER.test(token) && isChanged(token)))];
}

function isChanged(number: string): boolean {
  const read = Number(number);
  if (!Number.isFinite(read)) return true;
  return INTEGER.test(number) && BigInt(number) !== BigInt(read);
}

const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? [];

function written(token: string): string {
  if (token === ':') return ': ';
  return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
