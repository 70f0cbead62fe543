import type { IdKey, IdKind, IntegerIds } from '@deskhook/dialects';
import type { IntegerIdStore } from './integer-id.store.js';

/** The integers of keys that have one; a preview gives out none. */
export class PreviewIds {
  private readonly missing = new Set<string>();

  constructor(private readonly store: IntegerIdStore) {}

  /** How many keys have no integer yet. They are shown as 0. */
  get missingCount(): number {
    return this.missing.size;
  }

  known(tenant: string, kind: IdKind, key: string): number | undefined {
    return this.store.known(tenant, kind, key);
  }

  async resolve(tenant: string, keys: readonly IdKey[]): Promise<IntegerIds> {
    const found = await this.store.find(tenant, keys);
    return (kind, key) => {
      const id = found(kind, key);
      if (id === undefined) this.missing.add(`${kind} ${key}`);
      return id ?? 0;
    };
  }
}
