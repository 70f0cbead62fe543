import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { reaper } from '../local-stack/reaper.js';
import { writePrivateFile } from './private-file.js';

const runInfoSchema = z.object({
  gatewayUrl: z.string(),
  natsUrl: z.string(),
  databaseUrl: z.string(),
  /** Where the metrics are scraped; absent in the file of an older release. */
  metricsUrl: z.string().optional(),
  rootKey: z.string(),
  pids: z.record(z.string(), z.int()),
});

/** What `.deskhook/run.json` tells scripts about the running system; it holds the root key. */
export type RunInfo = z.infer<typeof runInfoSchema>;

const pathIn = (folder: string): string => join(folder, 'run.json');

export async function writeRunFile(folder: string, info: RunInfo): Promise<void> {
  reaper.removeAtEnd(pathIn(folder));
  await writePrivateFile(pathIn(folder), info);
}

export async function removeRunFile(folder: string): Promise<void> {
  await rm(pathIn(folder), { force: true });
  reaper.keepAtEnd(pathIn(folder));
}

export async function readRunFile(folder: string): Promise<RunInfo | undefined> {
  try {
    return runInfoSchema.parse(JSON.parse(await readFile(pathIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}
