import { link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isRunning, type ProcessIdentity } from '../local-stack/process-identity.js';
import { waitUntil } from '../local-stack/wait-until.js';
import { writePrivateFile } from './private-file.js';
import { readRunFile, removeRunFile } from './run-file.js';

const identitySchema = z.object({ name: z.string(), pid: z.int(), startTime: z.string() });

const claimSchema = z.object({
  /** Start times count from the boot: after another boot the record means nothing. */
  bootId: z.string(),
  start: identitySchema,
  children: z.array(identitySchema),
});

type ClaimRecord = z.infer<typeof claimSchema>;

export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

/** The right to run in this checkout, with a record of what was started under it. */
export interface Claim {
  add(name: string, pid: number): Promise<void>;
  release(): Promise<void>;
}

const orphanGraceMs = 10_000;
const killedMs = 5000;
const triesMax = 3;

/** Takes the right to run here, after ending what a start that died may have left behind. */
export async function claimCheckout(folder: string): Promise<Claim> {
  const file = join(folder, 'start.json');
  const self = identify('start', process.pid) ?? { name: 'start', pid: process.pid, startTime: '' };
  let record: ClaimRecord = { bootId: await bootId(), start: self, children: [] };
  for (let tries = 1; !(await create(file, record)); tries += 1) {
    if (tries > triesMax)
      throw new AlreadyRunningError('Deskhook is just being started here by someone else.');
    await takeOver(folder, file);
  }
  return {
    add: async (name, pid) => {
      const child = identify(name, pid);
      if (child === undefined) return;
      record = { ...record, children: [...record.children, child] };
      await writePrivateFile(file, record);
    },
    release: () => rm(file, { force: true }),
  };
}

/** Linking a name that must not exist yet is the one step that two starts cannot both make. */
async function create(file: string, record: ClaimRecord): Promise<boolean> {
  const fresh = `${file}.${process.pid}.new`;
  await writePrivateFile(fresh, record);
  try {
    await link(fresh, file);
    return true;
  } catch {
    return false;
  } finally {
    await rm(fresh, { force: true });
  }
}

async function takeOver(folder: string, file: string): Promise<void> {
  const record = await readRecord(file);
  if (record !== undefined && record.bootId === (await bootId())) {
    if (isRunning(record.start)) throw new AlreadyRunningError(await whereItRuns(folder, record.start));
    for (const orphan of [...record.children].reverse()) await endOrphan(orphan);
  }
  await removeRunFile(folder);
  await rm(file, { force: true });
}

async function readRecord(file: string): Promise<ClaimRecord | undefined> {
  try {
    return claimSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function whereItRuns(folder: string, holder: ProcessIdentity): Promise<string> {
  const info = await readRunFile(folder);
  const where = info === undefined ? 'it is still starting' : `at ${info.gatewayUrl}`;
  return `Deskhook already runs in this checkout (${where}, pid ${holder.pid}). Stop that one first.`;
}

async function endOrphan(orphan: ProcessIdentity): Promise<void> {
  // SIGINT is the fast, clean shutdown of Postgres and of all the others too.
  for (const [signal, timeoutMs] of [['SIGINT', orphanGraceMs] as const, ['SIGKILL', killedMs] as const]) {
    if (!isRunning(orphan)) return;
    process.kill(orphan.pid, signal);
    const gone = (): true | undefined => (isRunning(orphan) ? undefined : true);
    await waitUntil(gone, { what: `the end of ${orphan.name}`, timeoutMs }).catch(() => undefined);
  }
}

const bootId = (): Promise<string> => readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
