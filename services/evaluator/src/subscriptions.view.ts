import { configKeys, subscriptionRecordSchema, tenantRecordSchema } from '@deskhook/contracts';
import {
  canonicalSelectors,
  dialect,
  triggerOptions,
  type DialectName,
  type OptionValues,
} from '@deskhook/dialects';
import { SubscriptionIndex } from '@deskhook/domain';
import {
  ConfigView,
  readConfigKey,
  ViewFreshness,
  type Broker,
  type ConfigListener,
  type ConsumerLog,
} from '@deskhook/messaging';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

/** What matching needs of a subscription. */
export interface MatchableSubscription {
  readonly id: string;
  readonly tenant: string;
  readonly active: boolean;
  /** Canonical selectors, which the index looks up. */
  readonly events: readonly string[];
  /** The selectors as the subscription names them: canonical or native. */
  readonly selectors: readonly string[];
  readonly dialect: DialectName;
  readonly options: OptionValues;
  readonly urls: readonly string[];
}

const TENANT_PREFIX = configKeys.tenant('');
const SUBSCRIPTION_PREFIX = 'subscription.';
/** API keys too, though they mean nothing here: the bucket's last write must be one that the view sees. */
const ALL_KEYS = '>';

/** The evaluator's in-memory view of tenants and subscriptions, kept in step with the configuration bucket. */
export class SubscriptionsView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly index = new SubscriptionIndex<MatchableSubscription>();
  private readonly tenants = new Set<string>();
  private readonly view: ConfigView;
  private readonly freshness: ViewFreshness;

  constructor(
    private readonly broker: Broker,
    log: ConsumerLog,
  ) {
    this.view = new ConfigView(broker, [ALL_KEYS], this, log);
    this.freshness = new ViewFreshness(broker, this.view);
  }

  get ready(): boolean {
    return this.view.ready;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.view.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.view.close();
  }

  /** Resolves when the view holds everything that was written before the call. */
  current(): Promise<void> {
    return this.freshness.current();
  }

  match(tenant: string, type: string): readonly MatchableSubscription[] {
    return this.index.match(tenant, type);
  }

  /** Whether the tenant exists. One that was made a moment ago may be missing in the view, so the bucket is asked. */
  async hasTenant(tenant: string): Promise<boolean> {
    if (this.tenants.has(tenant)) return true;
    return (await readConfigKey(this.broker, configKeys.tenant(tenant))) !== null;
  }

  put(key: string, value: unknown): void {
    if (key.startsWith(TENANT_PREFIX)) this.tenants.add(tenantRecordSchema.parse(value).id);
    else if (key.startsWith(SUBSCRIPTION_PREFIX)) this.index.put(matchable(value));
  }

  remove(key: string): void {
    const [, tenant = '', id = ''] = key.split('.');
    if (key.startsWith(TENANT_PREFIX)) this.tenants.delete(tenant);
    else if (key.startsWith(SUBSCRIPTION_PREFIX)) this.index.remove(tenant, id);
  }
}

/** Only what matching needs is kept: there may be a million of them. */
function matchable(value: unknown): MatchableSubscription {
  const record = subscriptionRecordSchema.parse(value);
  const { id, tenant, active, urls, events: selectors } = record;
  const events = canonicalSelectors(dialect(record.dialect), selectors);
  const options = triggerOptions(dialect(record.dialect), record.dialectOptions);
  return { id, tenant, active, events, selectors, dialect: record.dialect, options, urls };
}
