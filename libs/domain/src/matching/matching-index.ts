import type { EventReader } from '../condition/event-reader.js';
import { accessOf } from './access-path.js';
import type { IndexedSubscription } from './indexed-subscription.js';
import { HintSet } from './hint.js';
import { leafOf, withLeaf, withoutEntry, type Place } from './path-tree.js';
import { Probes } from './probes.js';
import { Walk, type Entry } from './walk.js';

/** What one tenant has. */
interface TenantIndex<S> {
  readonly entries: Map<string, Entry<S>>;
  readonly probes: Probes;
  /** Undefined: nothing is active. */
  tree: Place<Entry<S>> | undefined;
}

/**
 * Finds the subscriptions that an event calls for without looking at the others: by tenant, then by their selectors of
 * event types and the necessary predicates of their conditions (ADR 16).
 */
export class MatchingIndex<S extends IndexedSubscription> {
  private readonly tenants = new Map<string, TenantIndex<S>>();
  private readonly hints = new HintSet();
  private walks = 0;
  private count = 0;

  /** Subscriptions of all tenants, active or not. */
  get size(): number {
    return this.count;
  }

  /** Adds a subscription or replaces the one of the same tenant and id. */
  put(subscription: S): void {
    const { tenant, id } = subscription;
    this.remove(tenant, id);
    const index = this.tenants.get(tenant) ?? { entries: new Map(), probes: new Probes(), tree: undefined };
    this.tenants.set(tenant, index);
    const { paths, exact } = accessOf(subscription);
    const entry: Entry<S> = { subscription, exact, decidedIn: 0 };
    index.entries.set(id, entry);
    this.count++;
    if (!subscription.active) return;
    for (const path of paths) index.tree = withLeaf(index.tree, leafOf(entry, index.probes.take(path)));
  }

  remove(tenant: string, id: string): void {
    const index = this.tenants.get(tenant);
    const entry = index?.entries.get(id);
    if (index === undefined || entry === undefined) return;
    index.entries.delete(id);
    this.count--;
    if (entry.subscription.active) takeOut(index, entry);
    if (index.entries.size === 0) this.tenants.delete(tenant);
  }

  get(tenant: string, id: string): S | null {
    return this.tenants.get(tenant)?.entries.get(id)?.subscription ?? null;
  }

  /** Every subscription of the tenant, active or not, in the order of ids. */
  ofTenant(tenant: string): readonly S[] {
    const entries = this.tenants.get(tenant)?.entries.values() ?? [];
    return inOrder(Array.from(entries, ({ subscription }) => subscription));
  }

  /** Active subscriptions of the tenant that select the type and whose condition holds, each once, in the order of ids. */
  match(tenant: string, type: string, reader: EventReader): readonly S[] {
    const index = this.tenants.get(tenant);
    if (index?.tree === undefined) return [];
    const walk = new Walk<S>(++this.walks, index.probes, this.hints, { type, reader });
    try {
      walk.place(index.tree);
    } finally {
      walk.end();
    }
    return inOrder(walk.found);
  }
}

function takeOut<S extends IndexedSubscription>(index: TenantIndex<S>, entry: Entry<S>): void {
  for (const path of accessOf(entry.subscription).paths) {
    const steps = index.probes.release(path);
    index.tree = index.tree && withoutEntry(index.tree, entry, steps);
  }
}

function inOrder<S extends IndexedSubscription>(subscriptions: S[]): readonly S[] {
  return subscriptions.sort((a, b) => (a.id < b.id ? -1 : 1));
}
