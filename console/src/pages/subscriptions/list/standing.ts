import type { AnswerOf, Subscription } from '../../../api/types.js';

type Standing =
  | { readonly kind: 'active' | 'inactive' }
  /** It sends, and all its latest attempts failed. */
  | { readonly kind: 'failing'; readonly reason: string }
  /** Deskhook stopped sending to some of its URLs, or to all of them; `reason` is of the last. */
  | { readonly kind: 'partly' | 'disabled'; readonly disabled: number; readonly reason: string };

type Judged = Pick<Subscription, 'status' | 'urls' | 'disabledUrls'>;
type Bucket = Pick<
  AnswerOf<'getSubscriptionHealth'>['items'][number]['buckets'][number],
  'successes' | 'failures'
>;
const NO_BUCKETS: readonly Bucket[] = [];
/** So many attempts at least are looked at, if there were so many: one that failed says little. */
const LATEST = 3;

/** Whether a subscription sends, and if it does not, who decided that. */
export function standingOf(
  { status, urls, disabledUrls }: Judged,
  buckets: readonly Bucket[] = NO_BUCKETS,
): Standing {
  const last = disabledUrls.at(-1);
  const isSilent = disabledUrls.length >= urls.length;
  if (status === 'inactive' && !isSilent) return { kind: status };
  if (last === undefined) return status === 'active' ? sending(buckets) : { kind: status };
  return { kind: isSilent ? 'disabled' : 'partly', disabled: disabledUrls.length, reason: last.reason };
}

function sending(buckets: readonly Bucket[]): Standing {
  const failed = failedInARow(buckets);
  if (failed === 0) return { kind: 'active' };
  return {
    kind: 'failing',
    reason: failed === 1 ? 'the last attempt failed' : `the last ${failed} attempts failed`,
  };
}

/**
 * How many of the latest attempts failed with no success among them, by buckets of time, the newest last; 0 as soon as one of
 * the newest buckets that hold `LATEST` attempts together saw a success: within a bucket nobody knows which came last.
 */
function failedInARow(buckets: readonly Bucket[]): number {
  let failed = 0;
  for (const { successes, failures } of buckets.toReversed()) {
    if (successes > 0) return failed >= LATEST ? failed : 0;
    failed += failures;
  }
  return failed;
}

/** A standing in a few words. */
export function standingLabel(standing: Standing): string {
  switch (standing.kind) {
    case 'active':
      return 'Active';
    case 'inactive':
      return 'Inactive';
    case 'failing':
      return 'Active, failing';
    case 'partly':
    case 'disabled':
      return standing.disabled === 1 ? '1 URL disabled' : `${standing.disabled} URLs disabled`;
    default:
      return standing satisfies never;
  }
}
