/**
 * An instant as .NET writes a date-time without a zone: UTC, seven decimals (100 ns; ours are milliseconds), no `Z`.
 * Null stays null.
 */
export function netDateTime(at: number | null): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, -1)}0000`;
}
