/** Whether a JSON value is nested at most so deep: whoever walks through it later must not run out of stack. */
export function fitsDepth(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depthMax > 0 && Object.values(value).every((inner) => fitsDepth(inner, depthMax - 1));
}
