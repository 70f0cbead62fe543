import type { EventReader } from '../condition/event-reader.js';
import { accessOf } from './access-path.js';
import { distinctSelectors, selectorsOf, type IndexedSubscription } from './indexed-subscription.js';
import { withLeaf, withoutEntry, type Place } from './path-tree.js';
import { Probes } from './probes.js';
import { Walk, type Entry } from './walk.js';

/** What one tenant has. */
interface TenantIndex<S> {
  readonly entries: Map<string, Entry<S>>;
  readonly probes: Probes;
  /** A tree for each selector. */
  readonly trees: Map<string, Place<Entry<S>>>;
}

/**
 * Finds the subscriptions that an event calls for without looking at the others: by tenant, by selector of event types,
 * then by the necessary predicates of their conditions (ADR 16).
 */
export class MatchingIndex<S extends IndexedSubscription> {
  private readonly tenants = new Map<string, TenantIndex<S>>();
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
    const index = this.tenants.get(tenant) ?? { entries: new Map(), probes: new Probes(), trees: new Map() };
    this.tenants.set(tenant, index);
    const { paths, exact } = accessOf(subscription.condition);
    const entry: Entry<S> = { subscription, exact, decidedIn: 0 };
    index.entries.set(id, entry);
    this.count++;
    if (!subscription.active) return;
    for (const selector of distinctSelectors(subscription))
      for (const path of paths) {
        const leaf = { entry, rest: index.probes.take(path) };
        index.trees.set(selector, withLeaf(index.trees.get(selector), leaf));
      }
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
    if (index === undefined) return [];
    const walk = new Walk<S>(++this.walks, index.probes, reader);
    try {
      for (const selector of selectorsOf(type)) {
        const tree = index.trees.get(selector);
        if (tree !== undefined) walk.place(tree);
      }
    } finally {
      walk.end();
    }
    return inOrder(walk.found);
  }
}

function takeOut<S extends IndexedSubscription>({ trees, probes }: TenantIndex<S>, entry: Entry<S>): void {
  const { paths } = accessOf(entry.subscription.condition);
  for (const selector of distinctSelectors(entry.subscription))
    for (const path of paths) {
      const steps = probes.release(path);
      const tree = trees.get(selector);
      const left = tree === undefined ? undefined : withoutEntry(tree, entry, steps);
      if (left === undefined) trees.delete(selector);
      else trees.set(selector, left);
    }
}

function inOrder<S extends IndexedSubscription>(subscriptions: S[]): readonly S[] {
  return subscriptions.sort((a, b) => (a.id < b.id ? -1 : 1));
}
