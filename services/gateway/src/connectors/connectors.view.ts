import { setTimeout as delay } from 'node:timers/promises';
import { CONFIG_FILTERS, configKeys, connectorRecordSchema, type ConnectorRecord } from '@deskhook/contracts';
import { ConfigView, type Broker, type ConfigListener, type ConsumerLog } from '@deskhook/messaging';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

const CATCH_UP_MS_MAX = 1_000;

/** Inbound connectors in memory: helpdesks are listened to while Postgres is away, and without asking anybody. */
export class ConnectorsView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly records = new Map<string, ConnectorRecord>();
  private readonly view: ConfigView;
  private changed = Promise.withResolvers<void>();

  constructor(broker: Broker, log: ConsumerLog) {
    this.view = new ConfigView(broker, [CONFIG_FILTERS.connectors], this, log);
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

  /** The connector; undefined when the tenant has none of that id. */
  connector(tenant: string, id: string): ConnectorRecord | undefined {
    return this.records.get(configKeys.connector(tenant, id));
  }

  /** Waits until the view shows what a call has just changed, so that the caller can go on at once. Bounded. */
  async catchUp(tenant: string, id: string, etag: string | null): Promise<void> {
    const until = Date.now() + CATCH_UP_MS_MAX;
    while ((this.connector(tenant, id)?.etag ?? null) !== etag && Date.now() < until) {
      await Promise.race([this.changed.promise, delay(CATCH_UP_MS_MAX, undefined, { ref: false })]);
    }
  }

  put(key: string, value: unknown): void {
    this.records.set(key, connectorRecordSchema.parse(value));
    this.announce();
  }

  remove(key: string): void {
    this.records.delete(key);
    this.announce();
  }

  private announce(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }
}
