import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDatabase } from '../../tools/local-stack/database.js';
import { type NatsServer, startNatsServer } from '../../tools/local-stack/nats-server.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { type Postgres, startPostgres } from '../../tools/local-stack/postgres.js';
import { projectRoot, stateDirectory } from '../../tools/local-stack/project-root.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { ChaosService } from './chaos-service.js';
import { KILLED_SERVICES, type KilledService } from './fault-plan.js';

interface Made {
  readonly service: ChaosService;
  readonly url: string;
}

interface StackParts {
  readonly folder: string;
  readonly nats: NatsServer;
  readonly postgres: Postgres;
  readonly rootKey: string;
  readonly made: Readonly<Record<KilledService, Made>>;
}

/** The whole system in processes of its own, all of which can be killed. */
export class ChaosStack {
  constructor(private readonly parts: StackParts) {}

  /** Logs, and what the run leaves behind for whoever looks into a failure. */
  get folder(): string {
    return this.parts.folder;
  }

  get nats(): NatsServer {
    return this.parts.nats;
  }

  get postgres(): Postgres {
    return this.parts.postgres;
  }

  get rootKey(): string {
    return this.parts.rootKey;
  }

  get gatewayUrl(): string {
    return this.parts.made.gateway.url;
  }

  get services(): readonly ChaosService[] {
    return KILLED_SERVICES.map((name) => this.service(name));
  }

  service(name: KilledService): ChaosService {
    return this.parts.made[name].service;
  }

  async start(): Promise<void> {
    await Promise.all(this.services.map((service) => service.start()));
    await this.ready(READY_MS);
  }

  /** Waits until every service says that it is ready. */
  async ready(timeoutMs: number): Promise<void> {
    const urls = KILLED_SERVICES.map((name) => ({ name, url: this.parts.made[name].url }));
    await Promise.all(urls.map(({ name, url }) => untilReady(name, url, timeoutMs)));
  }

  async stop(keepFolder: boolean): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.nats.stop();
    await this.postgres.stop();
    await rm(join(this.folder, keepFolder ? 'dist' : ''), { recursive: true, force: true });
  }
}

const READY_MS = 60_000;
const PROBE_MS = 2_000;

export async function startStack(ackWaitMs: number): Promise<ChaosStack> {
  const folder = await runFolder();
  // Every restart runs the same code, also when somebody builds meanwhile.
  await cp(join(projectRoot(), 'dist'), join(folder, 'dist'), { recursive: true });
  const logFile = (name: string) => join(folder, `${name}.log`);
  const nats = await startNatsServer({ syncInterval: 'always', logFile: logFile('nats-server') });
  const postgres = await startPostgres({ logFile: logFile('postgres') });
  const database = await ensureDatabase(postgres.url, 'deskhook');
  const rootKey = randomBytes(24).toString('base64url');
  const env = environment({ nats: nats.url, database: database.url, rootKey, ackWaitMs });
  const make = async (name: KilledService): Promise<Made> => {
    const port = String(await freePort());
    const own = name === 'gateway' ? { DESKHOOK_HTTP_PORT: port } : { DESKHOOK_HEALTH_PORT: port };
    const mainFile = join(folder, 'dist', 'services', 'main.js');
    const service = new ChaosService({ name, mainFile, logFile: logFile(name), env: { ...env, ...own } });
    return { service, url: `http://127.0.0.1:${port}` };
  };
  const made: Record<KilledService, Made> = {
    evaluator: await make('evaluator'),
    dispatcher: await make('dispatcher'),
    logs: await make('logs'),
    subscriptions: await make('subscriptions'),
    gateway: await make('gateway'),
  };
  const stack = new ChaosStack({ folder, nats, postgres, rootKey, made });
  await stack.start();
  return stack;
}

async function runFolder(): Promise<string> {
  const parent = join(stateDirectory(), 'chaos');
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'run-'));
}

function environment(made: {
  readonly nats: string;
  readonly database: string;
  readonly rootKey: string;
  readonly ackWaitMs: number;
}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DESKHOOK_NATS_URL: made.nats,
    DESKHOOK_DATABASE_URL: made.database,
    DESKHOOK_ROOT_KEY: made.rootKey,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_ACK_WAIT_MS: String(made.ackWaitMs),
  };
}

async function untilReady(name: string, url: string, timeoutMs: number): Promise<void> {
  const probe = async (): Promise<true | undefined> => {
    const signal = AbortSignal.timeout(PROBE_MS);
    const response = await fetch(`${url}/readyz`, { signal }).catch(() => undefined);
    await response?.body?.cancel().catch(() => undefined);
    return response?.status === 200 ? true : undefined;
  };
  await waitUntil(probe, { what: `${name} to be ready`, timeoutMs, pollMs: 100 });
}
