/** `2026-02-17 14:45:00`, in UTC: how PHP applications, WordPress among them, store instants. */
export function phpDateTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
