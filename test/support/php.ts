import { foundBinaryVariables } from '../../tools/interpreters/interpreters.js';

/** The php (command line) that `npm test` found or fetched; from PATH when jest runs without it. */
export function phpBinary(): string {
  return process.env[foundBinaryVariables.php] ?? 'php';
}
