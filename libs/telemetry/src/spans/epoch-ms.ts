const DRIFT_MS_MAX = 50;
let offset = performance.timeOrigin;

/**
 * Now, in epoch milliseconds with their fractions. It follows the clock of the process, whose steps are even, so that a span
 * never ends before the ones within it, and is set right when the machine's clock was.
 */
export function epochMs(): number {
  const now = performance.now();
  const drift = Date.now() - (offset + now);
  if (Math.abs(drift) > DRIFT_MS_MAX) offset += drift;
  return offset + now;
}
