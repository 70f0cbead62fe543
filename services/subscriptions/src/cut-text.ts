/** A text cut to a length in UTF-16 units, not within a character. */
export function cutText(text: string, lengthMax: number): string {
  return text
    .slice(0, lengthMax)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
