import type { ConditionInput } from '../condition/condition.js';

/** The products whose triggers can be read. */
export type TriggerFormat = 'zendesk' | 'zammad';

/** What the trigger itself does not say. */
export interface ImportGiven {
  /** The webhooks that the trigger names by their ids, as the product's API gives them. */
  readonly webhooks: readonly unknown[];
  /** Where to deliver, instead of the webhooks' addresses. */
  readonly urls?: readonly string[] | undefined;
  /** Names for the product's ids, by the product's field: `{"ticket.state_id":{"2":"open"}}`. */
  readonly lookups: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What the helpdesk is asked to do, in the form that subscriptions have (contract, section 4). */
export type ImportedAction =
  | { readonly type: 'add_note'; readonly body: string }
  | { readonly type: 'set_status'; readonly status: string | number }
  | { readonly type: 'set_priority'; readonly priority: string | number }
  | { readonly type: 'assign'; readonly agent?: string | number; readonly team?: string | number }
  | { readonly type: 'add_tags'; readonly tags: readonly string[] }
  | { readonly type: 'remove_tags'; readonly tags: readonly string[] }
  | { readonly type: 'set_field'; readonly field: string; readonly value: ImportedValue };
export type ImportedValue = string | number | boolean | null | readonly (string | number | boolean)[];

/** Something of the trigger that the subscription does not do as the trigger did: where in the given JSON, and one sentence. */
export interface ImportLoss {
  readonly pointer: string;
  readonly detail: string;
}

/** A trigger as a subscription. */
export interface ImportedTrigger {
  readonly name: string;
  readonly active: boolean;
  /** Empty: the trigger has no webhook whose address is known. */
  readonly urls: readonly string[];
  readonly events: readonly string[];
  readonly condition: ConditionInput | null;
  readonly actions: readonly ImportedAction[];
  readonly headers: Readonly<Record<string, string>>;
  readonly dialect: 'standard' | 'template';
  readonly dialectOptions: Readonly<Record<string, unknown>>;
  readonly notCarriedOver: readonly ImportLoss[];
  /** A condition is among what was not carried over: the subscription would fire at other times than the trigger. */
  readonly conditionLost: boolean;
}

export type TriggerImport =
  | { readonly ok: true; readonly trigger: ImportedTrigger }
  | { readonly ok: false; readonly faults: readonly ImportLoss[] };
