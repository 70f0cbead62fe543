import { BUCKETS } from '@deskhook/contracts';
import type { IdKey, IdKind, IntegerIds } from '@deskhook/dialects';
import { derivedId } from '@deskhook/domain';
import { BucketError, VersionedBucket, type Broker, type BucketEntry } from '@deskhook/messaging';

/** Ids that are given out lie above it: not mistaken for a helpdesk's own, and still within 32 bits. */
const FIRST_ID = 1_000_000_001;
const CACHE_MAX = 200_000;
const TRIES_MAX = 50;

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

  /** The integers of these keys; those that are new get theirs now. */
  async resolve(tenant: string, keys: readonly IdKey[]): Promise<IntegerIds> {
    const known = new Map<string, number>();
    for (const { kind, key } of keys) {
      const place = placeOf(tenant, kind, key);
      known.set(
        place,
        this.cache.get(place) ?? (await this.inTurn(tenant, () => this.find(tenant, kind, place))),
      );
    }
    return (kind, key) => known.get(placeOf(tenant, kind, key)) ?? 0;
  }

  private async find(tenant: string, kind: IdKind, place: string): Promise<number> {
    const entry = await this.bucket.read(place);
    const id = entry.text === null ? await this.allocate(tenant, kind, place, entry) : Number(entry.text);
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    this.cache.set(place, id);
    return id;
  }

  /** A number that a crash or another replica leaves unused is a gap, never a second meaning. */
  private async allocate(tenant: string, kind: IdKind, place: string, entry: BucketEntry): Promise<number> {
    const id = await this.next(`${tenant}.${kind}`);
    if (await this.bucket.replace(place, entry, String(id))) return id;
    return Number((await this.bucket.read(place)).text);
  }

  private async next(counter: string): Promise<number> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(counter);
      const id = entry.text === null ? FIRST_ID : Number(entry.text) + 1;
      if (await this.bucket.replace(counter, entry, String(id))) return id;
    }
    throw new BucketError(`no turn at the counter ${counter}`);
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
