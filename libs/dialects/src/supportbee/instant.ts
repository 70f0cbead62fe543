/** An instant as SupportBee writes it: `2016-05-19T21:36:29Z`. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
