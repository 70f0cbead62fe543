import { holds } from '../condition/holds.js';
import type { AspectKey } from './aspect.js';
import { reaches, type PlaceVisitor } from './edge.js';
import { NO_HINT, type HintSet } from './hint.js';
import type { IndexedSubscription } from './indexed-subscription.js';
import { Branch, Bunch, type Leaf, type Place } from './path-tree.js';
import { keysOf, NO_KEYS, type Probe, type Sight } from './probe.js';
import type { Probes } from './probes.js';

/** A subscription in the index. */
export interface Entry<S> {
  readonly subscription: S;
  /** Whether having one of its paths is all that its condition asks for. */
  readonly exact: boolean;
  /** The last walk that decided about it: several paths may lead here. */
  decidedIn: number;
}

/** One event's way through a tenant's tree. */
export class Walk<S extends IndexedSubscription> implements PlaceVisitor<Place<Entry<S>>> {
  readonly found: S[] = [];
  /** The probes that can have keys in the event. */
  private readonly present: readonly Probe[];

  constructor(
    private readonly number: number,
    probes: Probes,
    private readonly hints: HintSet,
    private readonly sight: Sight,
  ) {
    this.present = probes.presentIn(sight.reader);
    hints.clear();
    for (const probe of this.present) {
      probe.present = true;
      if (probe.hinted) for (const key of this.keys(probe)) hints.add(probe.hint(key));
    }
  }

  /** Forgets what was seen of the event. */
  end(): void {
    for (const probe of this.present) {
      probe.present = false;
      probe.keys = null;
    }
  }

  place(place: Place<Entry<S>>): void {
    if (place instanceof Branch) this.branch(place);
    else if (place instanceof Bunch) this.bunch(place);
    else if (this.hints.hasBoth(place.hints)) this.leaf(place);
  }

  private branch({ ended, edges }: Branch<Entry<S>>): void {
    if (ended !== null) for (const entry of ended) this.decide(entry);
    if (this.present.length < edges.size) {
      for (const probe of this.present) edges.get(probe)?.visit(this.keys(probe), this);
    } else {
      for (const [probe, edge] of edges) if (probe.present) edge.visit(this.keys(probe), this);
    }
  }

  private bunch({ leaves, hints }: Bunch<Entry<S>>): void {
    for (let at = 0; at < hints.length; at++) {
      const leaf = this.hints.hasBoth(hints[at] ?? NO_HINT) ? leaves[at] : undefined;
      if (leaf !== undefined) this.leaf(leaf);
    }
  }

  private leaf({ entry, rest }: Leaf<Entry<S>>): void {
    for (const { probe, key } of rest) if (!reaches(probe.aspect, this.keys(probe), key)) return;
    this.decide(entry);
  }

  private decide(entry: Entry<S>): void {
    if (entry.decidedIn === this.number) return;
    entry.decidedIn = this.number;
    const { condition } = entry.subscription;
    if (entry.exact || condition === null || holds(condition, this.sight.reader))
      this.found.push(entry.subscription);
  }

  private keys(probe: Probe): readonly AspectKey[] {
    if (!probe.present) return NO_KEYS;
    probe.keys ??= keysOf(probe, this.sight);
    return probe.keys;
  }
}
