import { foundBinaryVariables } from '../../tools/interpreters/interpreters.js';

/** The python3 that `npm test` found or fetched; from PATH when jest runs without it. */
export function pythonBinary(): string {
  return process.env[foundBinaryVariables.python] ?? 'python3';
}
