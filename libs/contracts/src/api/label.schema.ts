import { z } from 'zod';
import { pageQuerySchema } from './page.schema.js';

const LABELS_MAX = 32;
const PREFIX_LENGTH_MAX = 253;
const PART = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const KEY_ADVICE =
  'is not a key of a label: at most 63 of letters, digits, "-", "_" and ".", beginning and ending with a letter or digit; before it may stand a domain and "/"';
const VALUE_ADVICE =
  'must be empty, or at most 63 of letters, digits, "-", "_" and ".", beginning and ending with a letter or digit';

/**
 * Words that administrators hang on what they configure, to find it again and to say who looks after it. Syntax and lengths
 * are Kubernetes' own (its page "Labels and Selectors"), so that the labels of a cluster's objects can be taken over.
 */
export const labelsSchema = z
  .record(z.string(), z.string())
  .check((context) => {
    for (const [key, value] of Object.entries(context.value)) {
      const message = isLabelKey(key) ? valueProblem(value) : KEY_ADVICE;
      if (message !== null) context.issues.push({ code: 'custom', input: value, path: [key], message });
    }
    if (Object.keys(context.value).length > LABELS_MAX) {
      const message = `must have at most ${LABELS_MAX} labels`;
      context.issues.push({ code: 'custom', input: context.value, message });
    }
  })
  .describe('Labels by key, as Kubernetes writes them, such as {"team":"support"}');
export type Labels = z.infer<typeof labelsSchema>;

/** One label as a filter writes it: `key=value`. */
const labelFilter = z.string().check((context) => {
  const [key, value] = splitLabel(context.value);
  const message =
    value === undefined
      ? 'must be key=value, such as team=support'
      : isLabelKey(key)
        ? valueProblem(value)
        : `"${key}" ${KEY_ADVICE}`;
  if (message !== null) context.issues.push({ code: 'custom', input: context.value, message });
});

/** Filter by labels: given several times, all of them must be there. */
export const labelFiltersSchema = z
  .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(labelFilter).max(LABELS_MAX))
  .optional()
  .describe('key=value; several: all of them');

/** Query of the lists of what has labels and no other filters. */
export const labelledQuerySchema = pageQuerySchema.extend({ label: labelFiltersSchema });

/** The labels that filters ask for, one for each filter: two may ask for the same key. */
export function labelsOf(filters: readonly string[]): Labels[] {
  return filters.map((filter) => {
    const [key, value = ''] = splitLabel(filter);
    return { [key]: value };
  });
}

function splitLabel(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(0, slash));
  const fits = slash < 0 || (prefix.length <= PREFIX_LENGTH_MAX && PREFIX.test(prefix));
  return fits && PART.test(key.slice(slash + 1));
}

function valueProblem(value: string): string | null {
  return value === '' || PART.test(value) ? null : VALUE_ADVICE;
}
