import { foundBinaryVariables } from '../../tools/interpreters/interpreters.js';

/** The Chromium that `npm test` found or fetched; where Debian installs it when jest runs without. */
export function chromiumBinary(): string {
  return process.env[foundBinaryVariables.chromium] ?? '/usr/bin/chromium';
}
