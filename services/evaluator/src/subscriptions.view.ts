import {
  calendarRecordSchema,
  configKeys,
  matchableSubscription,
  subscriptionRecordSchema,
  tenantRecordSchema,
  type MatchableSubscription,
} from '@deskhook/contracts';
import {
  businessHours,
  MatchingIndex,
  SelectionCount,
  type EventReader,
  type WorkingTime,
} from '@deskhook/domain';
import {
  ConfigView,
  readConfigKey,
  ViewFreshness,
  type Broker,
  type ConfigListener,
  type ConsumerLog,
} from '@deskhook/messaging';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

const TENANT_PREFIX = configKeys.tenant('');
const SUBSCRIPTION_PREFIX = 'subscription.';
const CALENDAR_PREFIX = 'calendar.';
/** API keys too, though they mean nothing here: the bucket's last write must be one that the view sees. */
const ALL_KEYS = '>';

/** The evaluator's in-memory view of tenants, subscriptions and calendars, kept in step with the configuration bucket. */
export class SubscriptionsView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly index = new MatchingIndex<MatchableSubscription>();
  private readonly selections = new SelectionCount();
  private readonly tenants = new Set<string>();
  /** By key of the bucket. */
  private readonly calendars = new Map<string, WorkingTime>();
  private readonly view: ConfigView;
  private readonly freshness: ViewFreshness;

  constructor(
    private readonly broker: Broker,
    private readonly log: ConsumerLog,
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

  /** The active subscriptions whose selectors and condition are satisfied, in the order of their ids. */
  match(tenant: string, type: string, reader: EventReader): readonly MatchableSubscription[] {
    return this.index.match(tenant, type, reader);
  }

  /** How many active subscriptions select any of the types, whatever their conditions say. */
  selecting(tenant: string, types: readonly string[]): number {
    return this.selections.of(tenant, types);
  }

  find(tenant: string, id: string): MatchableSubscription | null {
    return this.index.get(tenant, id);
  }

  /** Every subscription of the tenant, active or not, in the order of their ids. */
  ofTenant(tenant: string): readonly MatchableSubscription[] {
    return this.index.ofTenant(tenant);
  }

  /** The business hours of one of the tenant's calendars; null when there is none of that id. */
  workingTime(tenant: string, calendar: string): WorkingTime | null {
    return this.calendars.get(configKeys.calendar(tenant, calendar)) ?? null;
  }

  /** Whether the tenant exists. One that was made a moment ago may be missing in the view, so the bucket is asked. */
  async hasTenant(tenant: string): Promise<boolean> {
    if (this.tenants.has(tenant)) return true;
    return (await readConfigKey(this.broker, configKeys.tenant(tenant))) !== null;
  }

  put(key: string, value: unknown): void {
    if (key.startsWith(TENANT_PREFIX)) this.tenants.add(tenantRecordSchema.parse(value).id);
    else if (key.startsWith(SUBSCRIPTION_PREFIX)) this.putSubscription(value);
    else if (key.startsWith(CALENDAR_PREFIX))
      this.calendars.set(key, businessHours(calendarRecordSchema.parse(value)));
  }

  remove(key: string): void {
    const [, tenant = '', id = ''] = key.split('.');
    if (key.startsWith(TENANT_PREFIX)) this.tenants.delete(tenant);
    else if (key.startsWith(SUBSCRIPTION_PREFIX)) this.removeSubscription(tenant, id);
    else if (key.startsWith(CALENDAR_PREFIX)) this.calendars.delete(key);
  }

  private putSubscription(value: unknown): void {
    const subscription = matchableSubscription(subscriptionRecordSchema.parse(value));
    const { tenant, id, conditionFault: fault } = subscription;
    if (fault !== null)
      this.log.error({ tenant, subscriptionId: id, fault }, 'subscription.condition-unknown');
    this.removeSubscription(tenant, id);
    this.index.put(subscription);
    this.selections.add(subscription);
  }

  private removeSubscription(tenant: string, id: string): void {
    const known = this.index.get(tenant, id);
    if (known === null) return;
    this.selections.remove(known);
    this.index.remove(tenant, id);
  }
}
