// Each alert with series that it must fire for, and a healthy day that it must be quiet about.
import type { AlertCase } from './alert-case.js';
import { ENDPOINT_CASES } from './endpoint-cases.js';
import { PROCESS_CASES } from './process-cases.js';
import { QUEUE_CASES } from './queue-cases.js';
import { SLO_CASES } from './slo-cases.js';

export const ALERT_CASES: readonly AlertCase[] = [
  ...SLO_CASES,
  ...QUEUE_CASES,
  ...ENDPOINT_CASES,
  ...PROCESS_CASES,
];
