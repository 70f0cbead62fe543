/** `YYYY-MM-DD HH:MM:SS` in UTC, as WordPress stores instants; empty when there is none. */
export function dateTime(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
