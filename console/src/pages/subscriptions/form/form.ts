import type { FieldFault } from '../../../api/problem.js';
import type { Dialect, Tenant } from '../../../api/types.js';
import type { DeliverySettings, Draft, ShownSubscription } from './draft.js';

/** What each part of the form gets. */
export interface Form {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** What was refused and has not been changed since, with pointers into what is sent. */
  readonly faults: readonly FieldFault[];
  /** Tells of text that cannot be read, so that nothing else is saved in its place; null: it can. */
  readonly onTrouble: (pointer: string, detail: string | null) => void;
  readonly dialects: readonly Dialect[];
  /** The chosen one. */
  readonly dialect: Dialect;
  /** What is in force where the form says nothing. */
  readonly defaults: DeliverySettings;
  readonly tenant: Tenant;
  /** The subscription that is edited; null: a new one is made. */
  readonly shown: ShownSubscription | null;
}

export interface SectionProps {
  readonly form: Form;
}
