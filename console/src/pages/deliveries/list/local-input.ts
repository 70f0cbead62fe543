const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * An instant as a field for local times has it. A date stands for its first moment in UTC, as the end of a window for the end
 * of that day, which belongs to the window.
 */
export function toLocalInput(at: string | undefined, edge: 'begin' | 'end'): string {
  if (at === undefined) return '';
  const ms = Date.parse(at) + (edge === 'end' && DATE.test(at) ? DAY_MS : 0);
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** What a field for local times holds, as an instant; undefined while it is empty or incomplete. */
export function fromLocalInput(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
