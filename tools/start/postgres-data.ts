import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canEnter, postgresAccount } from '../local-stack/postgres-account.js';
import { assertOwnedByUs } from '../local-stack/postgres-binaries.js';

/**
 * Where the database lives: in the checkout, or, when that is below a folder that the user postgres
 * may not enter (root's home, `mktemp -d`), in a folder of this checkout's own under /var/tmp.
 */
export async function postgresDataFolder(stateFolder: string, say: (line: string) => void): Promise<string> {
  if (canEnter(stateFolder, await postgresAccount())) return join(stateFolder, 'postgres');
  const hash = createHash('sha256').update(stateFolder).digest('hex').slice(0, 12);
  const folder = join('/var/tmp', `deskhook-${hash}`);
  await mkdir(folder, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await assertOwnedByUs(folder);
  say(`This checkout is closed to the user postgres: the database is kept in ${folder}`);
  return join(folder, 'postgres');
}
