import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoopbackCertificate, loopbackCertificate } from '../local-stack/loopback-certificate.js';
import type { Exit, ManagedProcess } from '../local-stack/managed-process.js';
import { type Backend, provideBroker, provideDatabase } from './backends.js';
import { startDemo } from './demo.js';
import { readLogTail } from './log-tail.js';
import { removeRunFile, type RunInfo, writeRunFile } from './run-file.js';
import { servicesLog, startServices } from './services.js';
import { loadSettings } from './settings.js';
import { type Claim, claimCheckout } from './single-instance.js';
import type { StartContext } from './start-context.js';

export interface StartOptions {
  readonly folder: string;
  readonly demo: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** Says why a part of the system ended although nobody asked it to. */
export type Failure = string;

/**
 * The running system. Every part that is started is registered with `stack` at once, so that
 * whoever disposes of it ends them all, in reverse order, however far the start had come.
 */
export class System {
  readonly #stack: AsyncDisposableStack;
  readonly #options: StartOptions;
  #certificate: LoopbackCertificate | undefined;
  readonly #failure = Promise.withResolvers<Failure>();

  constructor(options: StartOptions, stack: AsyncDisposableStack) {
    this.#options = options;
    this.#stack = stack;
  }

  /** Settles when a part of the system dies by itself. */
  get failure(): Promise<Failure> {
    return this.#failure.promise;
  }

  async start(): Promise<RunInfo> {
    const { folder, env, say } = this.#options;
    await mkdir(join(folder, 'logs'), { recursive: true });
    const claim = await claimCheckout(folder);
    this.#stack.defer(() => claim.release());
    this.#certificate = await this.#demoCertificate();
    const authorityFile = this.#certificate?.authorityFile;
    const context = { env, folder, say, authorityFile, settings: await loadSettings(folder) };
    const broker = await this.#own('nats-server', claim, provideBroker(context));
    const database = await this.#own('PostgreSQL', claim, provideDatabase(context));
    return await this.#startServices(context, claim, { broker, database });
  }

  /** Runs the demo; its failure is reported, the system stays up. */
  async startDemo(info: RunInfo): Promise<ManagedProcess> {
    const demo = await startDemo(this.#options.folder, info, this.#certificate?.materialFile);
    this.#stack.defer(async () => void (await demo.stop()));
    await writeRunFile(this.#options.folder, { ...info, pids: { ...info.pids, demo: demo.pid } });
    return demo;
  }

  /** None without the demo, and none where the operator says what to trust: the demo's https receiver is left out then. */
  async #demoCertificate(): Promise<LoopbackCertificate | undefined> {
    const { demo, env, folder } = this.#options;
    const isWanted = demo && (env['DESKHOOK_EGRESS_CA_FILE'] ?? '') === '';
    return isWanted ? await loopbackCertificate(folder, Date.now()) : undefined;
  }

  async #startServices(
    context: StartContext,
    claim: Claim,
    { broker, database }: { readonly broker: Backend; readonly database: Backend },
  ): Promise<RunInfo> {
    const startedAt = performance.now();
    const services = await startServices(context, { nats: broker.url, database: database.url });
    this.#stack.defer(async () => void (await services.process.stop()));
    await claim.add('services', services.process.pid);
    const log = servicesLog(context.folder);
    this.#watch('the services', services.process.exited, () => readLogTail(log));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    context.say(`services     at ${services.gatewayUrl}, ready after ${seconds} s (log: ${log})`);
    context.say(`metrics      at ${services.metricsUrl}`);
    const info: RunInfo = {
      gatewayUrl: services.gatewayUrl,
      natsUrl: broker.url,
      databaseUrl: database.url,
      metricsUrl: services.metricsUrl,
      rootKey: services.rootKey,
      pids: {
        start: process.pid,
        ...(broker.own === undefined ? {} : { nats: broker.own.pid }),
        ...(database.own === undefined ? {} : { postgres: database.own.pid }),
        services: services.process.pid,
      },
    };
    await writeRunFile(context.folder, info);
    this.#stack.defer(() => removeRunFile(context.folder));
    return info;
  }

  async #own(name: string, claim: Claim, providing: Promise<Backend>): Promise<Backend> {
    const backend = await providing;
    const { own } = backend;
    if (own === undefined) return backend;
    this.#stack.defer(() => own.stop());
    await claim.add(name, own.pid);
    this.#watch(name, own.exited, () => Promise.resolve(`Its log is in ${this.#options.folder}/logs`));
    return backend;
  }

  #watch(name: string, exited: Promise<Exit>, explain: () => Promise<string>): void {
    void exited.then(async ({ code, signal }) => {
      if (this.#stack.disposed) return;
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      this.#failure.resolve(`${name} ended unexpectedly ${how}.\n${await explain()}`);
    });
  }
}
