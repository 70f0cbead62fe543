import type { JsonObject } from './json-value.js';

/** What makes a sample of a native event: a canonical event, and what differs from its usual sample. */
export interface Sample {
  readonly type: string;
  /** Merged into the sample's data, object by object. */
  readonly data?: JsonObject;
}
