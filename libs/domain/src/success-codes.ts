interface CodeRange {
  readonly from: number;
  readonly to: number;
}

/** The HTTP status codes that count as delivered. */
export type SuccessCodes = readonly CodeRange[];

/** Parses `2xx`, `200`, `200-204` or a comma-separated list of these; null when malformed. */
export function parseSuccessCodes(text: string): SuccessCodes | null {
  const ranges = text.split(',').map((part) => parseRange(part.trim()));
  return ranges.every((range) => range !== null) ? ranges : null;
}

/** True when the code lies in one of the ranges. */
export function isSuccessCode(codes: SuccessCodes, code: number): boolean {
  return codes.some((range) => code >= range.from && code <= range.to);
}

function parseRange(text: string): CodeRange | null {
  const group = /^([1-5])xx$/i.exec(text)?.[1];
  if (group !== undefined) return { from: Number(group) * 100, to: Number(group) * 100 + 99 };
  const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(text);
  if (match === null) return null;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from <= to ? { from, to } : null;
}
