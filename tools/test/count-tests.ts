export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts from jest's JSON results. A suite that does not even load counts as a failure, and so does
 * a run that fails without a failing test (a broken set-up, or no tests at all).
 */
export function countTests(results: unknown, exitCode: number): TestCount {
  const passed = numberAt(results, 'numPassedTests');
  const failed = numberAt(results, 'numFailedTests') + numberAt(results, 'numRuntimeErrorTestSuites');
  const foundNothing = passed + failed === 0;
  return { passed, failed: failed === 0 && (exitCode !== 0 || foundNothing) ? 1 : failed };
}

function numberAt(results: unknown, key: string): number {
  if (typeof results !== 'object' || results === null) return 0;
  const value: unknown = Object.entries(results).find(([name]) => name === key)?.[1];
  return typeof value === 'number' ? value : 0;
}
