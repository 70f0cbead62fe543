import { readFileSync } from 'node:fs';

/** The kernel reports process times in these, whatever its own tick is (proc(5), USER_HZ). */
const TICKS_PER_SECOND = 100;

interface Times {
  /** Of the process itself, all threads, user and system. */
  readonly own: number;
  /** Of its children that have ended. */
  readonly reaped: number;
}

/** CPU seconds that a process has used. */
export function cpuSeconds(pid: number): number {
  return readTimes(pid).own;
}

/** CPU seconds of a process and all its children, for servers that fork (Postgres). */
export function cpuSecondsOfTree(pid: number): number {
  const { own, reaped } = readTimes(pid);
  return childrenOf(pid).reduce((sum, child) => sum + cpuSecondsOfTree(child), own + reaped);
}

/** Fields 14 to 17 of proc(5)'s stat; the name in field 2 may hold blanks and brackets. A process that is gone: zero. */
function readTimes(pid: number): Times {
  const text = readText(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const seconds = (from: number): number =>
    (Number(fields[from] ?? 0) + Number(fields[from + 1] ?? 0)) / TICKS_PER_SECOND;
  return { own: seconds(11), reaped: seconds(13) };
}

function childrenOf(pid: number): readonly number[] {
  return readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
