import type { IntegerIds } from './integer-ids.js';
import type { CanonicalTenant, Person } from './model.js';

/** What the parts of an event are read with. */
export interface Reading {
  readonly ids: IntegerIds;
  readonly type: string;
  readonly at: number;
  readonly tenant: CanonicalTenant;
  readonly actor: Person | null;
  /** The extension `actortype`; empty when it is not stated. */
  readonly actorType: string;
}
