import { isOwnNews } from '../event-type.js';
import { ALL_TYPES, distinctSelectors, selectorsOf, type IndexedSubscription } from '../matching/index.js';

/** Subscriptions that name the same selectors. */
interface Alike {
  readonly selectors: readonly string[];
  readonly count: number;
}

interface TenantCount {
  readonly alike: Map<string, Alike>;
  /** What was asked before, until something changes. */
  readonly known: Map<string, number>;
}

/** Custom types have any names. */
const KNOWN_MAX = 1_000;

/**
 * How many subscriptions select a type, whatever their conditions say: what an evaluation filtered out is the difference
 * from those that fired, and nobody has to look at each of them for it.
 */
export class SelectionCount {
  private readonly tenants = new Map<string, TenantCount>();

  /** Counts a subscription; inactive ones select nothing. */
  add(subscription: IndexedSubscription): void {
    if (subscription.active) this.change(subscription, 1);
  }

  /** Takes back a subscription that was added, as it was then. */
  remove(subscription: IndexedSubscription): void {
    if (subscription.active) this.change(subscription, -1);
  }

  /** Subscriptions of the tenant that select any of the types, each once. */
  of(tenant: string, types: readonly string[]): number {
    const counted = this.tenants.get(tenant);
    if (counted === undefined) return 0;
    const key = types.join(' ');
    const known = counted.known.get(key);
    if (known !== undefined) return known;
    const count = selecting(counted.alike.values(), types);
    if (counted.known.size === KNOWN_MAX) counted.known.clear();
    counted.known.set(key, count);
    return count;
  }

  private change(subscription: IndexedSubscription, difference: 1 | -1): void {
    const { tenant } = subscription;
    const counted = this.tenants.get(tenant) ?? { alike: new Map<string, Alike>(), known: new Map() };
    const selectors = distinctSelectors(subscription).toSorted();
    const key = selectors.join(' ');
    const count = (counted.alike.get(key)?.count ?? 0) + difference;
    if (count === 0) counted.alike.delete(key);
    else counted.alike.set(key, { selectors, count });
    counted.known.clear();
    if (counted.alike.size === 0) this.tenants.delete(tenant);
    else this.tenants.set(tenant, counted);
  }
}

function selecting(alike: Iterable<Alike>, types: readonly string[]): number {
  const wanted = new Set(
    types.flatMap((type) => [...(isOwnNews(type) ? [] : [ALL_TYPES]), ...selectorsOf(type)]),
  );
  let sum = 0;
  for (const { selectors, count } of alike) if (selectors.some((one) => wanted.has(one))) sum += count;
  return sum;
}
