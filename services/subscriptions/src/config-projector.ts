import { TransientError } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import type { BucketEntry, VersionedBucket } from '@deskhook/messaging';
import { readConfigKeys, readRecords } from './config-state.repository.js';
import { inStages, isKnownKey, type KeyWrite } from './write-order.js';

const CHUNK_MAX = 200;
const CONFLICTS_MAX = 10;

interface StaleKey extends KeyWrite {
  readonly entry: BucketEntry;
}

/** Others kept writing the same keys; the next pass tries again. */
class ProjectionConflictError extends TransientError {
  override readonly name = 'ProjectionConflictError';
}

/**
 * Writes the present state of Postgres into the configuration bucket.
 *
 * Any number of replicas may do this at once, because of the order in `project`: the bucket's revision is read first,
 * the state in Postgres after it, and the write succeeds only on that revision. So of two writes of a key that succeed
 * one after the other, the second has read Postgres after the first one wrote, hence never an older state; and the
 * last one has read it after the transaction that made the key stale, since it took that transaction's outbox row.
 */
export class ConfigProjector {
  constructor(
    private readonly database: Database,
    private readonly bucket: VersionedBucket,
  ) {}

  /** Compares all of Postgres with all of the bucket and writes what differs. */
  async resync(): Promise<{ readonly keys: number; readonly written: number }> {
    const wanted = await this.database.run(readConfigKeys);
    const present = (await this.bucket.keys()).filter(isKnownKey);
    const keys = [...new Set([...wanted, ...present])];
    let written = 0;
    for (let start = 0; start < keys.length; start += CHUNK_MAX) {
      written += await this.project(keys.slice(start, start + CHUNK_MAX));
    }
    return { keys: keys.length, written };
  }

  /** Writes the keys' present state; gives how many differed. The order of the two reads matters: see above. */
  async project(keys: readonly string[]): Promise<number> {
    let open = keys;
    let written = 0;
    for (let round = 0; round < CONFLICTS_MAX && open.length > 0; round += 1) {
      const entries = await Promise.all(
        open.map(async (key) => ({ key, entry: await this.bucket.read(key) })),
      );
      // On a connection of its own: inside the outbox's transaction a stricter isolation level would show old rows.
      const records = await this.database.run((manager) => readRecords(manager, open));
      const wanted = entries.map((one) => ({ ...one, text: records.get(one.key) ?? null }));
      const stale = wanted.filter(({ entry, text }) => entry.text !== text);
      const done = await this.write(stale);
      open = stale.flatMap(({ key }) => (done.has(key) ? [] : [key]));
      written += done.size;
    }
    if (open.length > 0) throw new ProjectionConflictError(`${open.length} keys are contended`);
    return written;
  }

  /** Gives the keys that were written. A stage of which a key was lost to another replica is the last one. */
  private async write(stale: readonly StaleKey[]): Promise<ReadonlySet<string>> {
    const done = new Set<string>();
    for (const stage of inStages(stale)) {
      const won = await Promise.all(
        stage.map(async ({ key, entry, text }) => {
          const isWritten = await this.bucket.replace(key, entry, text);
          if (isWritten) done.add(key);
          return isWritten;
        }),
      );
      if (won.includes(false)) break;
    }
    return done;
  }
}
