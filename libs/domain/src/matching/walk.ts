import type { EventReader } from '../condition/event-reader.js';
import { holds } from '../condition/holds.js';
import type { AspectKey } from './aspect.js';
import { reaches, type PlaceVisitor } from './edge.js';
import type { IndexedSubscription } from './indexed-subscription.js';
import { Branch, type Leaf, type Place } from './path-tree.js';
import { keysOf, NO_KEYS, type Probe } from './probe.js';
import type { ProbeGroup } from './probe-group.js';
import type { Probes } from './probes.js';

/** A subscription in the index. */
export interface Entry<S> {
  readonly subscription: S;
  /** Whether having one of its paths is all that its condition asks for. */
  readonly exact: boolean;
  /** The last walk that decided about it: several paths may lead here. */
  decidedIn: number;
}

/** More edges than this are not tried one by one where the event has fewer aspects. */
const EDGES_TRIED_MAX = 16;

/** One event's way through the index. */
export class Walk<S extends IndexedSubscription> implements PlaceVisitor<Place<Entry<S>>> {
  readonly found: S[] = [];
  private readonly looked: Probe[] = [];
  private readonly presentIn = new Map<ProbeGroup, ReadonlySet<Probe>>();
  private presentProbes: readonly Probe[] | null = null;

  constructor(
    private readonly number: number,
    private readonly probes: Probes,
    private readonly reader: EventReader,
  ) {}

  place(place: Place<Entry<S>>): void {
    if (place instanceof Branch) this.branch(place);
    else for (const leaf of place) if (this.has(leaf)) this.decide(leaf.entry);
  }

  /** Forgets what was looked up in the event. */
  end(): void {
    for (const probe of this.looked) probe.keys = null;
  }

  private branch({ ended, edges }: Branch<Entry<S>>): void {
    if (ended !== null) for (const entry of ended) this.decide(entry);
    if (edges.size > EDGES_TRIED_MAX && this.present().length < edges.size) {
      for (const probe of this.present()) edges.get(probe)?.visit(this.keys(probe), this);
      return;
    }
    for (const [probe, edge] of edges) {
      const keys = this.keys(probe);
      if (keys.length > 0) edge.visit(keys, this);
    }
  }

  private has({ rest }: Leaf<Entry<S>>): boolean {
    for (const { probe, key } of rest) if (!reaches(probe.aspect, this.keys(probe), key)) return false;
    return true;
  }

  private decide(entry: Entry<S>): void {
    if (entry.decidedIn === this.number) return;
    entry.decidedIn = this.number;
    const { condition } = entry.subscription;
    if (entry.exact || condition === null || holds(condition, this.reader))
      this.found.push(entry.subscription);
  }

  private keys(probe: Probe): readonly AspectKey[] {
    if (probe.keys !== null) return probe.keys;
    this.looked.push(probe);
    const absent = probe.group !== null && !this.presentOf(probe.group).has(probe);
    probe.keys = absent ? NO_KEYS : keysOf(probe.aspect, this.reader);
    return probe.keys;
  }

  /** The probes that have keys in the event. */
  private present(): readonly Probe[] {
    this.presentProbes ??= [
      ...this.probes.asked,
      ...Array.from(this.probes.groups.values(), (group) => [...this.presentOf(group)]).flat(),
    ].filter((probe) => this.keys(probe).length > 0);
    return this.presentProbes;
  }

  private presentOf(group: ProbeGroup): ReadonlySet<Probe> {
    const known = this.presentIn.get(group);
    if (known !== undefined) return known;
    const found = group.presentIn(this.reader);
    this.presentIn.set(group, found);
    return found;
  }
}
