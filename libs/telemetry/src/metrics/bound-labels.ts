import { LabelSlots } from './label-slots.js';

/** Labels whose values others make up, and how many of them have series of their own at first. */
const COUNTS_MAX = { tenant: 100, endpoint: 200 } as const;

export type BoundLabel = keyof typeof COUNTS_MAX;

const BOUND_LABELS = ['tenant', 'endpoint'] as const satisfies readonly BoundLabel[];

type AnyLabels = Readonly<Record<string, string>>;

/** Keeps the number of series within bounds: the labels of every metric go through it. */
export class BoundLabels {
  private readonly slots: Readonly<Record<BoundLabel, LabelSlots>> = {
    tenant: new LabelSlots(COUNTS_MAX.tenant),
    endpoint: new LabelSlots(COUNTS_MAX.endpoint),
  };

  limit(label: BoundLabel, countMax: number): void {
    this.slots[label].limit(countMax);
  }

  /** The labels as a metric has them. */
  use<L extends AnyLabels>(labels: L): L {
    return this.each(labels, (label, value) => this.slots[label].use(value, Date.now()));
  }

  /** The same for gauges, which keep no slot from those that are at work. */
  show<L extends AnyLabels>(labels: L): L {
    return this.each(labels, (label, value) => this.slots[label].show(value, Date.now()));
  }

  /** Values whose series are to be removed. */
  free(now: number): ReadonlyMap<BoundLabel, ReadonlySet<string>> {
    return new Map(BOUND_LABELS.map((label) => [label, new Set(this.slots[label].free(now))]));
  }

  /** Copies nothing while there is room, which is nearly always. */
  private each<L extends AnyLabels>(labels: L, slotOf: (label: BoundLabel, value: string) => string): L {
    let result = labels;
    for (const label of BOUND_LABELS) {
      const value = labels[label];
      if (value === undefined) continue;
      const slot = slotOf(label, value);
      if (slot !== value) result = { ...result, [label]: slot };
    }
    return result;
  }
}
