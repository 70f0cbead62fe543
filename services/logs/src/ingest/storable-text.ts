/** Escapes that JSON allows and Postgres' text does not: NUL, and halves of surrogate pairs. */
const SUSPICIOUS = ['\\u0000', '\\ud', '\\uD'] as const;
const ESCAPE =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u0000|u[dD][89a-fA-F][\da-fA-F]{2})|[\s\S])/g;

/** The JSON text with everything that Postgres cannot store replaced by U+FFFD. */
export function storableJson(json: string): string {
  if (!SUSPICIOUS.some((escape) => json.includes(escape))) return json;
  return json.replace(ESCAPE, (escape, unstorable: string | undefined) =>
    unstorable === undefined ? escape : '\\ufffd',
  );
}

/** The text with everything that Postgres cannot store replaced by U+FFFD. */
export function storableText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\ufffd') : wellFormed;
}
