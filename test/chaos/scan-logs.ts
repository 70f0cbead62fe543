import { readFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ChaosService } from './chaos-service.js';

/** What a service wrote that deserves a look. */
export interface LogScan {
  /** Lines that no killed process explains: it crashed, or something nobody caught went wrong. */
  readonly crashes: readonly string[];
  /** Lines at ERROR: each says that someone must act. */
  readonly errors: readonly string[];
}

const CRASH = /^deskhook: |unhandled ?rejection|uncaughtException|out of memory|MaxListenersExceeded/i;
const ERROR = '"level":"error"';
const LINE_MAX = 400;

export async function scanLog({ settings }: ChaosService): Promise<LogScan> {
  const scan = { crashes: [] as string[], errors: [] as string[] };
  for await (const line of linesOf(settings.logFile)) {
    if (CRASH.test(line)) scan.crashes.push(line.slice(0, LINE_MAX));
    else if (line.includes(ERROR)) scan.errors.push(line.slice(0, LINE_MAX));
  }
  return scan;
}

/** The lines of some logs that mention a text; the first few. */
export async function linesAbout(
  services: readonly ChaosService[],
  text: string,
  max: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const { settings } of services) {
    const lines = (await readFile(settings.logFile, 'utf8'))
      .split('\n')
      .filter((line) => line.includes(text));
    found.push(...lines.map((line) => `${settings.name}: ${line.slice(0, LINE_MAX)}`));
  }
  return found.slice(0, max);
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}
