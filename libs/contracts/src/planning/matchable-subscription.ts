import {
  canonicalSelectors,
  dialect,
  triggerOptions,
  type DialectName,
  type OptionValues,
} from '@deskhook/dialects';
import { parseCondition, type Condition } from '@deskhook/domain';
import type { Action } from '../action.schema.js';
import type { SubscriptionRecord } from '../config-record.schema.js';

/** What matching and planning need of a subscription. */
export interface MatchableSubscription {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly active: boolean;
  /** Canonical selectors, which the index looks up. */
  readonly events: readonly string[];
  /** The selectors as the subscription names them: canonical or native. */
  readonly selectors: readonly string[];
  readonly dialect: DialectName;
  readonly options: OptionValues;
  readonly urls: readonly string[];
  /** Null: every event satisfies it. */
  readonly condition: Condition | null;
  /** Why the record's condition is not understood, as when a newer release wrote it; it is then never satisfied. */
  readonly conditionFault: string | null;
  readonly actions: readonly Action[];
  /** Whether a ticket's deliveries go out in the order of its events. */
  readonly ordered: boolean;
  /** Epoch milliseconds; 0: not known. */
  readonly createdAt: number;
}

/** Never satisfied: what is not understood must not send anything. */
const NEVER: Condition = Object.freeze({ kind: 'any', of: [] });
const NO_ACTIONS: readonly Action[] = [];

/** Only what matching needs is kept, and equal lists are shared: there may be a million of them. */
export function matchableSubscription(record: SubscriptionRecord): MatchableSubscription {
  const { id, tenant, name, active, urls, events: selectors, createdAt } = record;
  const spoken = dialect(record.dialect);
  const canonical = canonicalSelectors(spoken, selectors);
  return {
    id,
    tenant,
    name,
    active,
    events: canonical,
    selectors,
    dialect: record.dialect,
    options: triggerOptions(spoken, record.dialectOptions),
    urls,
    ...parsedCondition(record.condition),
    actions: record.actions.length === 0 ? NO_ACTIONS : record.actions,
    ordered: record.delivery.ordering === 'ticket',
    createdAt,
  };
}

function parsedCondition(
  input: SubscriptionRecord['condition'],
): Pick<MatchableSubscription, 'condition' | 'conditionFault'> {
  if (input === null) return { condition: null, conditionFault: null };
  const parsed = parseCondition(input, { openData: true });
  if (parsed.ok) return { condition: parsed.condition, conditionFault: null };
  const [fault] = parsed.faults;
  return {
    condition: NEVER,
    conditionFault: fault === undefined ? 'is invalid' : `${fault.pointer}: ${fault.detail}`,
  };
}
