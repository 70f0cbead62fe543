import { glob } from 'node:fs/promises';
import { aptInstall } from '../../tools/interpreters/apt.js';

const PACKAGE = 'faketime';
const LIBRARY = '/usr/lib/*/faketime/libfaketime.so.1';

/**
 * The library that sets a process's clock off (Debian's `faketime`), installed where that is possible; null where it is
 * not to be had: then clocks are left alone, and the run says so.
 */
export async function findFaketime(say: (line: string) => void): Promise<string | null> {
  const known = await installed();
  if (known !== null) return known;
  const outcome =
    process.getuid?.() === 0
      ? await aptInstall([PACKAGE])
      : { kind: 'failed' as const, reason: 'only root can install it' };
  const found = await installed();
  if (found === null)
    say(`NO CLOCK STEPS: libfaketime is missing (${outcome.kind === 'failed' ? outcome.reason : PACKAGE})`);
  return found;
}

async function installed(): Promise<string | null> {
  for await (const file of glob(LIBRARY)) return file;
  return null;
}

/** What a process needs in its environment to read its clock's offset from a file, once a second. */
export function fakedClock(library: string, file: string): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}
