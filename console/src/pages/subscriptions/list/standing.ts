import type { Subscription } from '../../../api/types.js';

type Standing =
  | { readonly kind: 'active' | 'inactive' }
  /** Deskhook stopped sending to some of its URLs, or to all of them; `reason` is of the last. */
  | { readonly kind: 'partly' | 'disabled'; readonly disabled: number; readonly reason: string };

type Judged = Pick<Subscription, 'status' | 'urls' | 'disabledUrls'>;

/** Whether a subscription sends, and if it does not, who decided that. */
export function standingOf({ status, urls, disabledUrls }: Judged): Standing {
  const last = disabledUrls.at(-1);
  const isSilent = disabledUrls.length >= urls.length;
  if (last === undefined || (status === 'inactive' && !isSilent)) return { kind: status };
  return { kind: isSilent ? 'disabled' : 'partly', disabled: disabledUrls.length, reason: last.reason };
}

/** A standing in a few words. */
export function standingLabel(standing: Standing): string {
  switch (standing.kind) {
    case 'active':
      return 'Active';
    case 'inactive':
      return 'Inactive';
    case 'partly':
    case 'disabled':
      return standing.disabled === 1 ? '1 URL disabled' : `${standing.disabled} URLs disabled`;
    default:
      return standing satisfies never;
  }
}
