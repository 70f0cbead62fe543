import {
  jsonPointer,
  subscriptionInputSchema,
  type ProblemError,
  type SubscriptionInput,
} from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import type { ImportedTrigger } from '@deskhook/domain';
import { cutText } from './cut-text.js';
import { invalid, pointed } from './faults.js';

/** What came of a trigger: the body that creates its subscription, and what that does not do. */
export interface CarriedOver {
  readonly input: Readonly<Record<string, unknown>>;
  readonly notCarriedOver: readonly ProblemError[];
}

/** Without one of its conditions it would fire too often, so it begins inactive then. */
export function carriedOver(trigger: ImportedTrigger): CarriedOver {
  const { active, conditionLost, notCarriedOver, name, ...same } = trigger;
  const fitting = cutText(name, dialect(trigger.dialect).limits.nameLengthMax);
  const status = active && !conditionLost ? 'active' : 'inactive';
  const cut = { pointer: '', detail: `the end of the name "${name}": it is too long for a subscription` };
  return {
    input: { name: fitting, status, ...same },
    notCarriedOver: [...notCarriedOver, ...(fitting === name ? [] : [cut])],
  };
}

/** The body as input; throws a failure that names what a subscription cannot have. */
export function asInput({ input }: CarriedOver): SubscriptionInput {
  const parsed = subscriptionInputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(
    pointed(
      parsed.error.issues.map(({ path, message }) => ({ pointer: jsonPointer(path), detail: message })),
    ),
  );
}
