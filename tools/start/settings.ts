import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isFree, freePort } from '../local-stack/ports.js';
import { writePrivateFile } from './private-file.js';

const portSchema = z.int().min(1).max(65_535);

const settingsSchema = z.object({
  rootKey: z.string().min(1),
  /** Encrypts the signing secrets in the database: losing it makes them unreadable. */
  secretsKey: z.base64(),
  postgresPassword: z.string().min(1),
  ports: z.object({
    nats: portSchema,
    postgres: portSchema,
    http: portSchema,
    /** Absent where an older release has written it. */
    metrics: portSchema.optional(),
  }),
});

type KeptSettings = z.infer<typeof settingsSchema>;

/** What one start has to agree on with the next, so that kept data stays readable. */
export type Settings = KeptSettings & {
  readonly ports: { readonly metrics: number };
};

const usualHttpPort = 8080;

/** The keys of the first start and, as far as nobody has taken them, the ports of the last one. */
export async function loadSettings(folder: string): Promise<Settings> {
  const file = join(folder, 'settings.json');
  const kept = await read(file);
  const settings: Settings = {
    rootKey: kept?.rootKey ?? `root_${randomBytes(24).toString('base64url')}`,
    secretsKey: kept?.secretsKey ?? randomBytes(32).toString('base64'),
    postgresPassword: kept?.postgresPassword ?? randomBytes(18).toString('base64url'),
    ports: {
      nats: await freePort(kept?.ports.nats),
      postgres: await freePort(kept?.ports.postgres),
      http: (await isFree(usualHttpPort)) ? usualHttpPort : await freePort(kept?.ports.http),
      metrics: await freePort(kept?.ports.metrics),
    },
  };
  await writePrivateFile(file, settings);
  return settings;
}

/** A file that cannot be read as settings stops the start: new keys would make the old data unreadable. */
async function read(file: string): Promise<KeptSettings | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `${file} is damaged, and it holds the key to the kept data: restore it, or remove the folder`,
      {
        cause: error,
      },
    );
  }
}
