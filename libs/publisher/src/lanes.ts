import type { Entry } from './entry.js';
import type { Transport } from './transport.js';

/** What waits to be sent: one lane for each subject, of which only the first may be on its way. */
export class Lanes {
  private readonly lanes = new Map<string, Entry[]>();
  /** Lanes whose first entry may be sent, in the order in which they became so. */
  private readonly ready = new Set<string>();

  add(entry: Entry): void {
    const key = keyOf(entry);
    const lane = this.lanes.get(key);
    if (lane !== undefined) return void lane.push(entry);
    this.lanes.set(key, [entry]);
    this.ready.add(key);
  }

  /** The next request: at most one entry of each lane; empty when nothing may be sent. */
  take({ batchMax, batchBytesMax }: Pick<Transport, 'batchMax' | 'batchBytesMax'>): Entry[] {
    const batch: Entry[] = [];
    let bytes = 0;
    for (const key of this.ready) {
      const first = this.lanes.get(key)?.[0];
      if (first === undefined) continue;
      bytes += first.body.length;
      if (batch.length > 0 && bytes > batchBytesMax) break;
      this.ready.delete(key);
      batch.push(first);
      if (batch.length === batchMax) break;
    }
    return batch;
  }

  /** An entry that has to be sent again: it stays the first of its lane. */
  giveBack(entry: Entry): void {
    this.ready.add(keyOf(entry));
  }

  /** Takes an entry out for good, wherever it stands; the next of its lane may be sent where it was the first. */
  remove(entry: Entry): void {
    const key = keyOf(entry);
    const lane = this.lanes.get(key) ?? [];
    const index = lane.indexOf(entry);
    if (index < 0) return;
    lane.splice(index, 1);
    if (lane.length === 0) this.forget(key);
    else if (index === 0) this.ready.add(key);
  }

  private forget(key: string): void {
    this.lanes.delete(key);
    this.ready.delete(key);
  }
}

/** Events about nothing in particular stand in nobody's way. */
function keyOf({ event }: Entry): string {
  return event.subject ?? ` ${event.id}`;
}
