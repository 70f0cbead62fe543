import {
  CONFIG_FILTERS,
  configKeys,
  subscriptionRecordSchema,
  tenantRecordSchema,
  type SubscriptionRecord,
  type TenantRecord,
} from '@deskhook/contracts';
import {
  ConfigView,
  readConfigKey,
  type Broker,
  type ConfigListener,
  type ConsumerLog,
} from '@deskhook/messaging';
import type { SecretBox } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { EnabledPeriod, EnabledPeriods } from './endpoints/enabled-period.js';
import type { Endpoint } from './endpoints/endpoint-control.js';
import { NewsListeners } from './notices/news-listeners.js';
import { sendableSubscription, type SendableSubscription } from './sendable-subscription.js';

const TENANT_PREFIX = configKeys.tenant('');

/** Hears of every subscription that changed or was deleted, by its key, and which of its URLs are sent to anew. */
type SubscriptionListener = (key: string, enabled: readonly Endpoint[]) => void;

/** The dispatcher's in-memory view of tenants and subscriptions, kept in step with the configuration bucket. */
export class EndpointsView
  implements ConfigListener, EnabledPeriods, OnApplicationBootstrap, OnApplicationShutdown
{
  private readonly tenants = new Map<string, TenantRecord>();
  private readonly records = new Map<string, SubscriptionRecord>();
  /** Made of a record and its tenant's, both as they stood then. */
  private readonly prepared = new Map<
    string,
    { readonly made: SendableSubscription; readonly of: TenantRecord }
  >();
  /** Those who ask for Deskhook's own news. */
  readonly listeners = new NewsListeners();
  private readonly view: ConfigView;
  private changed: SubscriptionListener = () => undefined;

  constructor(
    private readonly broker: Broker,
    private readonly secrets: SecretBox,
    log: ConsumerLog,
  ) {
    this.view = new ConfigView(broker, [CONFIG_FILTERS.tenants, CONFIG_FILTERS.subscriptions], this, log);
  }

  get ready(): boolean {
    return this.view.ready;
  }

  onChange(changed: SubscriptionListener): void {
    this.changed = changed;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.view.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.view.close();
  }

  put(key: string, value: unknown): void {
    if (key.startsWith(TENANT_PREFIX)) {
      this.tenants.set(key, tenantRecordSchema.parse(value));
      return;
    }
    const record = subscriptionRecordSchema.parse(value);
    const enabled = enabledAnew(this.records.get(key), record);
    this.prepared.delete(key);
    this.records.set(key, record);
    this.listeners.put(record);
    this.changed(key, enabled);
  }

  remove(key: string): void {
    const gone = this.records.get(key);
    if (gone !== undefined) this.listeners.remove(gone.tenant, gone.id);
    this.tenants.delete(key);
    this.prepared.delete(key);
    this.records.delete(key);
    this.changed(key, []);
  }

  /**
   * The subscription, or null when it was deleted. One that was made a moment ago may be missing in the view, so the
   * bucket is asked before anything is cancelled.
   */
  async find(tenantId: string, id: string): Promise<SendableSubscription | null> {
    const key = configKeys.subscription(tenantId, id);
    const known = this.prepared.get(key);
    const tenantKey = configKeys.tenant(tenantId);
    if (known !== undefined && known.of === this.tenants.get(tenantKey) && known.made.validUntil > Date.now())
      return known.made;
    const value = this.records.get(key) ?? (await readConfigKey(this.broker, key));
    if (value === null) return null;
    const record = subscriptionRecordSchema.parse(value);
    const tenant = await this.tenant(tenantId);
    if (tenant === null) return null;
    const made = sendableSubscription(record, tenant, this.secrets, Date.now());
    // What was read beside the view may be older than what the view learns next.
    if (this.records.get(key) === value) this.prepared.set(key, { made, of: tenant });
    return made;
  }

  /** What the subscription is called; empty where the view does not hold it (any more). */
  nameOf(tenant: string, id: string): string {
    return this.records.get(configKeys.subscription(tenant, id))?.name ?? '';
  }

  /** Whether the subscription's deliveries keep their order; false where the view does not hold it. */
  isInOrder(tenant: string, id: string): boolean {
    return this.records.get(configKeys.subscription(tenant, id))?.delivery.ordering === 'ticket';
  }

  periodOf({ tenant, subscriptionId, url }: Endpoint): EnabledPeriod {
    const record = this.records.get(configKeys.subscription(tenant, subscriptionId));
    if (record === undefined) return { kind: 'unknown' };
    return isEnabled(record, url)
      ? { kind: 'enabled', since: Math.max(record.createdAt, record.activatedAt) }
      : { kind: 'disabled' };
  }

  /** A subscription that may only be written, made ready as a stored one is; null when its tenant does not exist. */
  async prepare(record: SubscriptionRecord): Promise<SendableSubscription | null> {
    const tenant = await this.tenant(record.tenant);
    return tenant === null ? null : sendableSubscription(record, tenant, this.secrets, Date.now());
  }

  private async tenant(id: string): Promise<TenantRecord | null> {
    const key = configKeys.tenant(id);
    const known = this.tenants.get(key);
    if (known !== undefined) return known;
    const value = await readConfigKey(this.broker, key);
    return value === null ? null : tenantRecordSchema.parse(value);
  }
}

function isEnabled({ active, urls }: SubscriptionRecord, url: string): boolean {
  return active && urls.includes(url);
}

function enabledAnew(before: SubscriptionRecord | undefined, record: SubscriptionRecord): Endpoint[] {
  const { tenant, id: subscriptionId, activatedAt } = record;
  const goesOn = (url: string) =>
    before !== undefined && before.activatedAt === activatedAt && isEnabled(before, url);
  const urls = record.urls.filter((url) => isEnabled(record, url) && !goesOn(url));
  return urls.map((url) => ({ tenant, subscriptionId, url }));
}
