/** What the API allows (subscriptions, urls). */
export const URLS_MAX = 20;

/** The URLs of a text, separated by commas, semicolons, blanks or lines. */
export function splitUrls(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

/** Why a text obviously cannot be a URL of a receiver; null otherwise: what the network allows is the API's to say. */
export function urlProblem(text: string, httpsOnly: boolean): string | null {
  const url = text.trim();
  if (url === '') return null;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return 'not an absolute http or https URL';
  return httpsOnly && !/^https:/i.test(url) ? 'this dialect only sends to https' : null;
}

/** The rows after something was typed or pasted into one: a list becomes rows of its own, those that are there already are dropped. */
export function withTyped(rows: readonly string[], index: number, text: string): readonly string[] {
  const parts = splitUrls(text);
  const typed = parts.length > 1 ? parts : [text];
  const next = rows.flatMap((row, at) => (at === index ? typed : [row]));
  return parts.length > 1 ? withoutDuplicates(next) : next;
}

/** The rows without URLs that stand further up, and without blank ones beside others; one row stays at least. */
export function withoutDuplicates(rows: readonly string[]): readonly string[] {
  const unique = [...new Set(rows.map((row) => row.trim()))].filter((row) => row !== '');
  return unique.length === 0 ? [''] : unique;
}

/** Where a row stands among those that are sent; null: it is blank. */
export function sentIndex(rows: readonly string[], index: number): number | null {
  if (rows[index]?.trim() === '') return null;
  return rows.slice(0, index).filter((row) => row.trim() !== '').length;
}
