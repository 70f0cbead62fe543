import { setTimeout as delay } from 'node:timers/promises';
import {
  CONFIG_FILTERS,
  configKeys,
  keyRecordSchema,
  tenantRecordSchema,
  type Caller,
  type KeyRecord,
} from '@deskhook/contracts';
import {
  ConfigView,
  readConfigKey,
  type Broker,
  type ConfigListener,
  type ConsumerLog,
} from '@deskhook/messaging';
import { failure } from './failures.js';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

const TENANT_PREFIX = configKeys.tenant('');
const KEY_PREFIX = configKeys.key('');
const CATCH_UP_MS_MAX = 1_000;

interface ViewContent {
  readonly keys: ReadonlyMap<string, KeyRecord>;
  readonly tenants: ReadonlySet<string>;
}

/** API keys and tenants in memory: requests are let in while Postgres is away, and without asking anybody. */
export class GatewayView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly keys = new Map<string, KeyRecord>();
  private readonly tenants = new Set<string>();
  private readonly view: ConfigView;
  private changed = Promise.withResolvers<void>();

  constructor(
    private readonly broker: Broker,
    log: ConsumerLog,
  ) {
    this.view = new ConfigView(broker, [CONFIG_FILTERS.tenants, CONFIG_FILTERS.keys], this, log);
  }

  get ready(): boolean {
    return this.view.ready;
  }

  /** Does not wait for the content: the port opens at once and /readyz tells when it is there. */
  onApplicationBootstrap(): void {
    void this.view.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.view.close();
  }

  /** The key with this hash; undefined when there is none. */
  key(hash: string): KeyRecord | undefined {
    return this.keys.get(hash);
  }

  /** Whether the tenant exists. One that was made a moment ago may be missing in the view, so the bucket is asked. */
  async hasTenant(tenant: string): Promise<boolean> {
    if (this.tenants.has(tenant)) return true;
    return (await readConfigKey(this.broker, configKeys.tenant(tenant))) !== null;
  }

  /** Throws a failure when there is no such tenant. */
  async assertTenant(tenant: string): Promise<void> {
    if (!(await this.hasTenant(tenant))) throw failure('not-found', `There is no tenant "${tenant}"`);
  }

  /** Whether the view knows the tenant by now. */
  shows(tenant: string): boolean {
    return this.tenants.has(tenant);
  }

  /** Whether somebody who was let in before would be now: their key is still there. */
  admits(caller: Caller): boolean {
    return caller.kind !== 'key' || [...this.keys.values()].some(({ id }) => id === caller.id);
  }

  /** Waits until the view shows what a call has just changed, so that the caller can go on at once. Bounded. */
  async catchUp(shows: (content: ViewContent) => boolean): Promise<void> {
    const until = Date.now() + CATCH_UP_MS_MAX;
    while (!shows({ keys: this.keys, tenants: this.tenants }) && Date.now() < until) {
      await Promise.race([this.changed.promise, delay(CATCH_UP_MS_MAX, undefined, { ref: false })]);
    }
  }

  put(key: string, value: unknown): void {
    if (key.startsWith(TENANT_PREFIX)) this.tenants.add(tenantRecordSchema.parse(value).id);
    else this.keys.set(key.slice(KEY_PREFIX.length), keyRecordSchema.parse(value));
    this.announce();
  }

  remove(key: string): void {
    if (key.startsWith(TENANT_PREFIX)) this.tenants.delete(key.slice(TENANT_PREFIX.length));
    else this.keys.delete(key.slice(KEY_PREFIX.length));
    this.announce();
  }

  private announce(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }
}
