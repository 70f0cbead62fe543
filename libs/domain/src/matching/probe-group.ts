import type { EventReader } from '../condition/event-reader.js';
import type { AspectGroup } from './aspect-group.js';
import type { Probe } from './probe.js';

/** The probes of one group of aspects, by the names that an event has them by. */
export class ProbeGroup {
  private readonly byName = new Map<string, Set<Probe>>();

  constructor(private readonly namesIn: AspectGroup['namesIn']) {}

  get empty(): boolean {
    return this.byName.size === 0;
  }

  add(probe: Probe, members: readonly string[]): void {
    for (const name of members) this.byName.set(name, (this.byName.get(name) ?? new Set()).add(probe));
  }

  delete(probe: Probe, members: readonly string[]): void {
    for (const name of members) {
      const known = this.byName.get(name);
      known?.delete(probe);
      if (known?.size === 0) this.byName.delete(name);
    }
  }

  /** The probes that can have keys in the event. */
  presentIn(reader: EventReader): ReadonlySet<Probe> {
    const found = new Set<Probe>();
    for (const name of this.namesIn(reader))
      for (const probe of this.byName.get(name) ?? []) found.add(probe);
    return found;
  }
}
