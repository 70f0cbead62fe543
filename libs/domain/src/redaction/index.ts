export { redactedData } from './redacted-data.js';
export { redactionProblem } from './redaction-problem.js';
