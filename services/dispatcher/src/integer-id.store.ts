import { BUCKETS } from '@deskhook/contracts';
import type { IdKey, IdKind, IntegerIds } from '@deskhook/dialects';
import { derivedId } from '@deskhook/domain';
import { BucketError, VersionedBucket, type Broker, type BucketEntry } from '@deskhook/messaging';

/** Ids that are given out lie above it: not mistaken for a helpdesk's own, and still within 32 bits. */
const FIRST_ID = 1_000_000_001;
const CACHE_MAX = 200_000;
const TRIES_MAX = 50;

/** A key that has no integer yet, and the entry that will hold it. */
interface NewKey extends IdKey {
  readonly place: string;
  readonly entry: BucketEntry;
}

/**
 * Integers that stand for a tenant's keys which are none, such as UUIDs: given out once, in the order of first use, and
 * kept for ever (dialects page, section 7). Any number of replicas may give them out.
 */
export class IntegerIdStore {
  private readonly bucket: VersionedBucket;
  private readonly cache = new Map<string, number>();
  /** One allocation of a tenant after the other: replicas contend for a counter, this process not with itself. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(broker: Broker) {
    this.bucket = new VersionedBucket(broker, BUCKETS.ids);
  }

  /** The integer of a key that this process has met; undefined for others. */
  known(tenant: string, kind: IdKind, key: string): number | undefined {
    return this.cache.get(placeOf(tenant, kind, key));
  }

  /** The integers of those of the keys that have one. Gives out none. */
  async find(
    tenant: string,
    keys: readonly IdKey[],
  ): Promise<(kind: IdKind, key: string) => number | undefined> {
    const places = keys.map(({ kind, key }) => placeOf(tenant, kind, key));
    const found = await Promise.all(
      places.map(async (place) => {
        const text = this.cache.has(place) ? null : (await this.bucket.read(place)).text;
        return [place, this.cache.get(place) ?? (text === null ? undefined : Number(text))] as const;
      }),
    );
    const ids = new Map(found);
    return (kind, key) => ids.get(placeOf(tenant, kind, key));
  }

  /** The integers of these keys; those that are new get theirs now. Other keys are 0. */
  async resolve(tenant: string, keys: readonly IdKey[]): Promise<IntegerIds> {
    const places = keys.map((one) => ({ ...one, place: placeOf(tenant, one.kind, one.key) }));
    const missing = places.filter(({ place }) => !this.cache.has(place));
    const ids = new Map(places.map(({ place }) => [place, this.cache.get(place) ?? 0]));
    if (missing.length > 0) {
      const found = await this.inTurn(tenant, () => this.findAll(tenant, missing));
      for (const [place, id] of found) ids.set(place, id);
    }
    return (kind, key) => ids.get(placeOf(tenant, kind, key)) ?? 0;
  }

  private async findAll(tenant: string, keys: readonly (IdKey & { readonly place: string })[]) {
    const read = await Promise.all(
      keys.map(async (key) => ({ ...key, entry: await this.bucket.read(key.place) })),
    );
    const found = new Map<string, number>();
    for (const { place, entry } of read) if (entry.text !== null) found.set(place, Number(entry.text));
    for (const [kind, unknown] of Map.groupBy(
      read.filter(({ entry }) => entry.text === null),
      (key) => key.kind,
    )) {
      for (const [place, id] of await this.allocate(tenant, kind, unknown)) found.set(place, id);
    }
    for (const [place, id] of found) this.keep(place, id);
    return found;
  }

  /** A number that a crash or another replica leaves unused is a gap, never a second meaning. */
  private async allocate(tenant: string, kind: IdKind, keys: readonly NewKey[]) {
    const first = await this.reserve(`${tenant}.${kind}`, keys.length);
    return Promise.all(
      keys.map(async ({ place, entry }, index) => {
        const id = first + index;
        const isOurs = await this.bucket.replace(place, entry, String(id));
        return [place, isOurs ? id : Number((await this.bucket.read(place)).text)] as const;
      }),
    );
  }

  /** The first of so many numbers that nobody else gets. */
  private async reserve(counter: string, count: number): Promise<number> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(counter);
      const first = entry.text === null ? FIRST_ID : Number(entry.text) + 1;
      if (await this.bucket.replace(counter, entry, String(first + count - 1))) return first;
    }
    throw new BucketError(`no turn at the counter ${counter}`);
  }

  private keep(place: string, id: number): void {
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    this.cache.set(place, id);
  }

  private async inTurn<T>(tenant: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(tenant) ?? Promise.resolve()).then(work, work);
    this.turns.set(tenant, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(tenant) === turn) this.turns.delete(tenant);
    }
  }
}

/** A key may hold characters that a bucket's cannot. */
function placeOf(tenant: string, kind: IdKind, key: string): string {
  return `${tenant}.${kind}.${derivedId('id', [key])}`;
}
