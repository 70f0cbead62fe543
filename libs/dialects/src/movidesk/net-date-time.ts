/**
 * An instant as .NET writes a date-time without a zone: UTC, seven decimals (100 ns), no `Z`. The last four are those
 * beyond our milliseconds. Null stays null.
 */
export function netDateTime(at: number | null, digitsBeyondMs: string): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, -1)}${digitsBeyondMs}`;
}
