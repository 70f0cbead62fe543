import { isObject, type JsonObject, type JsonValue } from '../json-value.js';
import type { DialectOption } from '../options.js';
import { TEMPLATE_OPTION } from '../template/override.js';

const ENTRIES_MAX = 200;

export const OPTIONS = {
  criteria: {
    kind: 'object',
    default: null,
    description:
      'Numbers in WebhookEvents, by changed field or event type, where a captured packet shows others than ours: {"status":{"criteria":2,"operator":10}}.',
    problem: criteriaProblem,
  },
  template: TEMPLATE_OPTION,
} as const satisfies Readonly<Record<string, DialectOption>>;

function criteriaProblem(criteria: JsonObject): string | null {
  const entries = Object.entries(criteria);
  if (entries.length > ENTRIES_MAX) return `must have at most ${ENTRIES_MAX} entries`;
  const wrong = entries.find(([, codes]) => !isPairOfCodes(codes))?.[0];
  return wrong === undefined
    ? null
    : `"${wrong.slice(0, 40)}" must be {"criteria": integer, "operator": integer} and nothing else`;
}

function isPairOfCodes(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length === 2 &&
    entries.every(
      ([name, code]) => (name === 'criteria' || name === 'operator') && Number.isSafeInteger(code),
    )
  );
}
