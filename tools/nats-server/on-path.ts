import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkBinary } from './check-binary.js';
import { failed, type Outcome } from './outcome.js';

/** Debian installs servers into sbin folders, which an ordinary user's PATH leaves out. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin'];

/** The first nats-server on PATH that is new enough; an old one in front does not hide a newer one. */
export async function findOnPath(path: string): Promise<Outcome> {
  const reasons: string[] = [];
  for (const folder of new Set([...path.split(delimiter), ...systemFolders])) {
    const candidate = join(folder, 'nats-server');
    if (folder === '' || !isExecutable(candidate)) continue;
    const outcome = await checkBinary(candidate);
    if (outcome.kind === 'found') return outcome;
    reasons.push(outcome.reason);
  }
  return failed(reasons.join('; ') || 'PATH has no nats-server');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
