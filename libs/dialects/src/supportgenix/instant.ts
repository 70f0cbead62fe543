/** An instant as Support Genix writes it: `2026-02-17T10:30:00+00:00`. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, '+00:00');
}
