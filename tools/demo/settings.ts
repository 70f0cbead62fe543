import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type TlsMaterial, tlsMaterialSchema } from '../local-stack/loopback-certificate.js';
import { freePort } from '../local-stack/ports.js';
import { writePrivateFile } from '../start/private-file.js';

const environmentSchema = z.object({
  DEMO_STATE_FOLDER: z.string().min(1),
  DEMO_GATEWAY_URL: z.url(),
  DEMO_NATS_URL: z.string().min(1),
  DEMO_ROOT_KEY: z.string().min(1),
  DEMO_TLS_FILE: z.string().optional(),
});

const stateSchema = z.object({ receiverPort: z.int() });

export interface DemoSettings {
  readonly gatewayUrl: string;
  readonly natsUrl: string;
  readonly rootKey: string;
  readonly receiverPort: number;
  /** For the receiver that is only sent to over https; absent where it is not trusted. */
  readonly tls: TlsMaterial | undefined;
}

/** What `npm start` tells us; the receiver's port stays the same from start to start where it can. */
export async function loadDemoSettings(environment: NodeJS.ProcessEnv): Promise<DemoSettings> {
  const env = environmentSchema.parse(environment);
  const file = join(env.DEMO_STATE_FOLDER, 'demo.json');
  const receiverPort = await freePort(await lastPort(file));
  await writePrivateFile(file, { receiverPort });
  return {
    gatewayUrl: env.DEMO_GATEWAY_URL,
    natsUrl: env.DEMO_NATS_URL,
    rootKey: env.DEMO_ROOT_KEY,
    receiverPort,
    tls: await readTls(env.DEMO_TLS_FILE),
  };
}

async function readTls(file: string | undefined): Promise<TlsMaterial | undefined> {
  return file === undefined ? undefined : tlsMaterialSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

async function lastPort(file: string): Promise<number | undefined> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(file, 'utf8'))).receiverPort;
  } catch {
    return undefined;
  }
}
