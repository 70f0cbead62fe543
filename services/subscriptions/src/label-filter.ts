import type { Labels } from '@deskhook/contracts';

/** Of a tenant, what carries all of these labels. */
export interface LabelFilter {
  readonly tenant: string;
  readonly labels: readonly Labels[];
}

/** The SQL test that an expression of type jsonb has all of these labels, and its parameter. */
export function carries(
  expression: string,
  labels: readonly Labels[],
): [sql: string, parameters: { labels: string[] }] {
  const each = labels.map((one) => JSON.stringify(one));
  return [`${expression} @> ALL (CAST(:labels AS jsonb[]))`, { labels: each }];
}
