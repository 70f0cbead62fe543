import type { EventReader } from '../condition/event-reader.js';
import type { AccessPath, AccessStep } from './access-path.js';
import { aspectGroup } from './aspect-group.js';
import { aspectName, type Aspect } from './aspect.js';
import type { Step } from './path-tree.js';
import { Probe } from './probe.js';
import { ProbeGroup } from './probe-group.js';

/** The aspects that a tenant's subscriptions are found by, each once. */
export class Probes {
  /** Those that every event is asked for. */
  private readonly asked = new Set<Probe>();
  private readonly groups = new Map<string, ProbeGroup>();
  private readonly byName = new Map<string, Probe>();

  /** The path, ready for looking up. Its probes stay until it is released. */
  take(path: AccessPath): readonly Step[] {
    return path.map(({ aspect, key }) => {
      const probe = this.byName.get(aspectName(aspect)) ?? this.add(aspect);
      probe.use(key, 1);
      return { probe, key };
    });
  }

  /** Gives a path back; the same as it was taken. */
  release(path: AccessPath): readonly Step[] {
    return path.flatMap((step) => this.releaseStep(step));
  }

  /** The probes that can have keys in an event. */
  presentIn(reader: EventReader): readonly Probe[] {
    const present = [...this.asked];
    for (const group of this.groups.values()) present.push(...group.presentIn(reader));
    return present;
  }

  private releaseStep({ aspect, key }: AccessStep): Step[] {
    const name = aspectName(aspect);
    const probe = this.byName.get(name);
    if (probe === undefined) return [];
    probe.use(key, -1);
    if (probe.uses === 0) this.delete(name, probe);
    return [{ probe, key }];
  }

  private add(aspect: Aspect): Probe {
    const place = aspectGroup(aspect);
    const group = place === null ? null : (this.groups.get(place.name) ?? new ProbeGroup(place.namesIn));
    const probe = new Probe(aspect, group);
    this.byName.set(aspectName(aspect), probe);
    if (place === null || group === null) this.asked.add(probe);
    else {
      this.groups.set(place.name, group);
      group.add(probe, place.members);
    }
    return probe;
  }

  private delete(name: string, probe: Probe): void {
    this.byName.delete(name);
    this.asked.delete(probe);
    const place = aspectGroup(probe.aspect);
    if (place === null) return;
    probe.group?.delete(probe, place.members);
    if (probe.group?.empty === true) this.groups.delete(place.name);
  }
}
