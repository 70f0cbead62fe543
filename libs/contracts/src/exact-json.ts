declare global {
  interface JSON {
    /** A number that is written as this text (ECMAScript, "JSON.parse source text access"). */
    rawJSON(text: string): object;
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
  }
}

/** JSON whose numbers `JSON.stringify` writes as they were written: ids of more digits than JavaScript has stay the same. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, keepNumber);
}

function keepNumber(_key: string, value: unknown, { source }: { source?: string }): unknown {
  const isExact = typeof value !== 'number' || source === undefined || String(value) === source;
  return isExact ? value : JSON.rawJSON(source);
}
