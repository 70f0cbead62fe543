import { eventGroup, parseEventTypeSelector, type EventTypeSelector } from './event-type.js';

/** What matching needs to know of a subscription. */
export interface TypedSubscription {
  readonly id: string;
  readonly tenant: string;
  readonly active: boolean;
  /** Canonical selectors: `ticket.created`, `ticket.*`, `*`. */
  readonly events: readonly string[];
}

interface TenantIndex<S> {
  readonly all: Map<string, S>;
  readonly groups: Map<string, Map<string, S>>;
  readonly types: Map<string, Map<string, S>>;
}

/**
 * Finds the subscriptions that an event type selects without looking at any other: by tenant, then by exact type,
 * group and "all". Conditions narrow the candidates further.
 */
export class SubscriptionIndex<S extends TypedSubscription> {
  private readonly byId = new Map<string, S>();
  private readonly tenants = new Map<string, TenantIndex<S>>();

  get size(): number {
    return this.byId.size;
  }

  /** Adds a subscription or replaces the one of the same tenant and id. Inactive ones are kept but never matched. */
  put(subscription: S): void {
    this.remove(subscription.tenant, subscription.id);
    this.byId.set(key(subscription.tenant, subscription.id), subscription);
    if (!subscription.active) return;
    for (const selector of selectors(subscription))
      this.bucket(subscription.tenant, selector).set(subscription.id, subscription);
  }

  remove(tenant: string, id: string): void {
    const known = this.byId.get(key(tenant, id));
    if (known === undefined) return;
    this.byId.delete(key(tenant, id));
    for (const selector of selectors(known)) this.bucket(tenant, selector).delete(id);
  }

  /** Every active subscription of the tenant that selects the type, each once, in the order of their ids. */
  match(tenant: string, type: string): readonly S[] {
    const index = this.tenants.get(tenant);
    if (index === undefined) return [];
    const buckets = [index.types.get(type), index.groups.get(eventGroup(type)), index.all];
    const found = new Map<string, S>();
    for (const bucket of buckets) for (const [id, subscription] of bucket ?? []) found.set(id, subscription);
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private bucket(tenant: string, selector: EventTypeSelector): Map<string, S> {
    const index = getOrCreate(this.tenants, tenant, emptyTenant<S>);
    switch (selector.kind) {
      case 'all':
        return index.all;
      case 'group':
        return getOrCreate(index.groups, selector.group, () => new Map<string, S>());
      case 'exact':
        return getOrCreate(index.types, selector.type, () => new Map<string, S>());
      default:
        return selector satisfies never;
    }
  }
}

function selectors(subscription: TypedSubscription): EventTypeSelector[] {
  return subscription.events.map(parseEventTypeSelector).filter((selector) => selector !== null);
}

function emptyTenant<S>(): TenantIndex<S> {
  return { all: new Map(), groups: new Map(), types: new Map() };
}

function getOrCreate<K, V>(map: Map<K, V>, id: K, create: () => V): V {
  const known = map.get(id);
  if (known !== undefined) return known;
  const made = create();
  map.set(id, made);
  return made;
}

function key(tenant: string, id: string): string {
  return `${tenant}.${id}`;
}
