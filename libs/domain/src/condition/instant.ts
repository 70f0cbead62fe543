const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/;
const LONGEST = 40;
const MINUTE_MS = 60_000;

/**
 * Epoch milliseconds of an RFC 3339 instant or a date (its midnight); null for anything else. What names no offset is
 * UTC. Finer fractions than milliseconds are cut.
 */
export function parseInstant(text: string): number | null {
  if (text.length > LONGEST) return null;
  const match = INSTANT.exec(text.trim());
  if (match === null) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  if (part(4) > 23 || part(5) > 59 || part(6) > 59 || part(10) > 23 || part(11) > 59) return null;
  const date = new Date(Date.UTC(2000, 0, 1, part(4), part(5), part(6), fraction));
  date.setUTCFullYear(part(1), part(2) - 1, part(3));
  if (date.getUTCMonth() !== part(2) - 1 || date.getUTCDate() !== part(3)) return null;
  const offset = (part(10) * 60 + part(11)) * MINUTE_MS * (match[9] === '-' ? -1 : 1);
  return date.getTime() - offset;
}
