import { readFileSync } from 'node:fs';

/** Resident memory of a process in MiB. Postgres's shared buffers count in every one of its processes: it is left out. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 102.4) / 10;
}
