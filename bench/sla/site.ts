import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { type ManagedProcess } from '../../tools/local-stack/managed-process.js';
import { startNatsServer, type NatsServer } from '../../tools/local-stack/nats-server.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { residentMiB } from '../machine/memory.js';
import { startServiceProcess, untilReady } from '../pipeline/service-process.js';

const BYTES_MAX = 4096 * 1024 * 1024;

/** When nats-server writes to the disk; `always` survives a power cut, and is what `npm start` uses. */
export type Sync = 'always' | 'default';

/** A broker and a scheduler as processes that can be killed and started again. */
export class Site {
  private scheduler: ManagedProcess | null = null;

  private constructor(
    private nats: NatsServer,
    private connected: Broker,
  ) {}

  static async start(owner: AsyncDisposableStack): Promise<Site> {
    const storeDir = await mkdtemp(join(tmpdir(), 'deskhook-bench-sla-'));
    owner.defer(() => rm(storeDir, { recursive: true, force: true }));
    const nats = await startNatsServer({ storeDir });
    const site = new Site(nats, await connect(nats));
    owner.defer(() => site.stop());
    await ensureStreams(site.broker, { replicas: 1, bytesMax: BYTES_MAX });
    return site;
  }

  /** Our own connection; a new one after the broker was started again. */
  get broker(): Broker {
    return this.connected;
  }

  get natsMiB(): number {
    return residentMiB(this.nats.pid);
  }

  get schedulerMiB(): number {
    return this.scheduler === null ? 0 : residentMiB(this.scheduler.pid);
  }

  /** Returns when the scheduler says that it is ready. */
  async startScheduler(): Promise<void> {
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'],
      DESKHOOK_NATS_URL: this.nats.url,
      DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
      DESKHOOK_HEALTH_PORT: String(port),
    };
    this.scheduler = await startServiceProcess('scheduler', env, []);
    await untilReady(this.scheduler, `http://127.0.0.1:${port}`);
  }

  async stopScheduler(): Promise<void> {
    await this.scheduler?.stop();
    this.scheduler = null;
  }

  /** kill -9 of scheduler and broker. */
  async kill(): Promise<void> {
    await this.connected.connection.close();
    await Promise.all([this.scheduler?.kill9(), this.nats.kill9()]);
    this.scheduler = null;
  }

  /** Starts the broker again on its store; returns when its JetStream answers. */
  async startBroker(sync: Sync): Promise<void> {
    const { storeDir, port } = this.nats;
    this.nats = await startNatsServer({
      storeDir,
      port,
      ...(sync === 'always' ? { syncInterval: sync } : {}),
    });
    this.connected = await connect(this.nats);
  }

  private async stop(): Promise<void> {
    await this.stopScheduler();
    await this.connected.connection.close();
    await this.nats.stop();
  }
}

function connect({ url }: NatsServer): Promise<Broker> {
  return connectBroker({ url, name: 'bench' });
}
