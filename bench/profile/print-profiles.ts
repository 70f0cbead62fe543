import { readFile } from 'node:fs/promises';
import { stackTimes } from './cpu-profile.js';
import { inclusiveByFunction, selfByFunction, selfByOwner, totalUs, type Ranked } from './ranking.js';

const OWNERS_SHOWN = 16;
const FUNCTIONS_SHOWN = 30;

/** Prints where the time of each profiled process went inside the window. */
export async function printProfiles(
  profiles: readonly { readonly name: string; readonly path: string }[],
  windowUs: readonly [number, number],
  say: (line: string) => void,
): Promise<void> {
  for (const { name, path } of profiles) {
    const times = stackTimes(JSON.parse(await readFile(path, 'utf8')), windowUs);
    const total = totalUs(times);
    say(`\nProfile of ${name} over the burst: ${(total / 1e6).toFixed(2)} s at work (${path})`);
    printRanking('self time by package or room', selfByOwner(times).slice(0, OWNERS_SHOWN));
    printRanking('self time by function', selfByFunction(times).slice(0, FUNCTIONS_SHOWN));
    printRanking('inclusive time by function', inclusiveByFunction(times).slice(0, FUNCTIONS_SHOWN));

    function printRanking(title: string, entries: readonly Ranked[]): void {
      say(`  ${title}`);
      for (const entry of entries)
        say(`    ${((100 * entry.us) / total).toFixed(1).padStart(5)} %  ${entry.name}`);
    }
  }
}
