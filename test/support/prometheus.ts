import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foundBinaryVariables } from '../../tools/interpreters/interpreters.js';

/** The prometheus that `npm test` found or fetched; from PATH when jest runs without it. */
export function prometheusBinary(): string {
  return process.env[foundBinaryVariables.prometheus] ?? 'prometheus';
}

/** The promtool of the same package: beside the server, or where the package was unpacked. */
export function promtoolBinary(): string {
  const folder = dirname(prometheusBinary());
  const unpacked = join(folder, 'root', 'usr', 'bin', 'promtool');
  return existsSync(unpacked) ? unpacked : join(folder, 'promtool');
}
