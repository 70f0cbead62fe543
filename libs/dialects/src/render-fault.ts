const FAULT_LENGTH_MAX = 300;

/** One sentence about what rendering threw, without a stack and without the engine's excerpt of the template. */
export function faultOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/i.test(error.message)) return 'it is nested too deeply';
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]?.slice(0, FAULT_LENGTH_MAX) ?? '';
}
