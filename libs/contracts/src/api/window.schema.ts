import { z } from 'zod';

const DAY_MS = 86_400_000;
/** Nothing was kept before; databases and calendars disagree about the year 0. */
const YEAR_MIN = 1970;
const isAfterMin = (text: string): boolean => new Date(text).getUTCFullYear() >= YEAR_MIN;
const tooEarly = `must not be before ${YEAR_MIN}`;
const instant = z.iso.datetime({ offset: true }).refine(isAfterMin, tooEarly);
const date = z.iso.date().refine(isAfterMin, tooEarly);

/** Where a window begins: an instant, or a date, which is its first moment in UTC. */
export const windowFromSchema = z
  .union([instant, date], 'must be an instant such as 2026-02-17T14:45:00Z, or a date such as 2026-02-17')
  .transform((text) => (isDate(text) ? midnight(text, 0) : text));

/** Where a window ends: an instant that is not part of it, or a date, which is part of it as a whole. */
export const windowToSchema = z
  .union([instant, date], 'must be an instant such as 2026-02-17T14:45:00Z, or a date such as 2026-02-17')
  .transform((text) => (isDate(text) ? midnight(text, DAY_MS) : text));

function isDate(text: string): boolean {
  return date.safeParse(text).success;
}

function midnight(text: string, laterMs: number): string {
  return new Date(Date.parse(`${text}T00:00:00.000Z`) + laterMs).toISOString();
}
