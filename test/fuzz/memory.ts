import { readFile } from 'node:fs/promises';

const PAGE_BYTES = 4_096;
const MEBIBYTE = 1024 * 1024;
/** What a heap that has not been collected for a while may look like. */
const SLACK_MIB = 96;
const GROWTH_MAX = 1.35;

/** Resident memory of a process, in MiB. */
export async function residentMib(pid: number): Promise<number> {
  const [, resident = '0'] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ');
  return Math.round((Number(resident) * PAGE_BYTES) / MEBIBYTE);
}

/** Says what is wrong where memory grew with the cases: `samples` are of even distances over the run. */
export function growth(samples: readonly number[]): string | null {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const middle = Math.max(...samples.slice(third, 2 * third + 1));
  const end = Math.max(...samples.slice(2 * third));
  if (end <= middle * GROWTH_MAX + SLACK_MIB) return null;
  return `resident memory went from ${middle} to ${end} MiB in the last third of the cases`;
}
