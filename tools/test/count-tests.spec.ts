import { describe, expect, it } from '@jest/globals';
import { countTests } from './count-tests.js';

const results = (passed: number, failed: number, broken = 0): unknown => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: broken,
});

describe('countTests', () => {
  it('counts the tests', () => {
    expect(countTests(results(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a suite that does not load as a failure', () => {
    expect(countTests(results(7, 0, 1), 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('counts a run that fails without a failing test as a failure', () => {
    expect(countTests(results(7, 0), 1)).toEqual({ passed: 7, failed: 1 });
    expect(countTests(undefined, 137)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a run without tests as a failure', () => {
    expect(countTests(results(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });
});
