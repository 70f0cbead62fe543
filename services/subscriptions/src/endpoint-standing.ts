import type { Subscription, SubscriptionPatch } from '@deskhook/contracts';
import { z } from 'zod';

export const disabledUrlSchema = z.object({ url: z.string(), reason: z.string(), at: z.iso.datetime() });
/** A URL that Deskhook stopped sending to. */
export type DisabledUrl = z.infer<typeof disabledUrlSchema>;

/** Which URLs a subscription has, and to which of them it sends. */
export interface EndpointStanding {
  readonly urls: string[];
  readonly status: Subscription['status'];
  readonly disabledUrls: readonly DisabledUrl[];
  /** When it was last told to send; null: when it was created. */
  readonly activatedAt: Date | null;
}

/** The URLs that deliveries are made for. */
export function enabledUrls({
  urls,
  disabledUrls,
}: Pick<EndpointStanding, 'urls' | 'disabledUrls'>): string[] {
  return urls.filter((url) => disabledUrls.every((one) => one.url !== url));
}

/**
 * The standing after a patch. Who sets the status to `active` has all URLs enabled again; a URL that goes takes its entry
 * along. A subscription that is left with disabled URLs only is inactive.
 */
export function standingAfterPatch(
  before: EndpointStanding,
  patch: Pick<SubscriptionPatch, 'urls' | 'status'>,
  at: Date,
): EndpointStanding {
  const urls = [...new Set(patch.urls ?? before.urls)];
  if (patch.status === 'active') return { urls, status: 'active', disabledUrls: [], activatedAt: at };
  const disabledUrls = before.disabledUrls.filter(({ url }) => urls.includes(url));
  const isSilent = disabledUrls.length === urls.length;
  const status = isSilent ? 'inactive' : (patch.status ?? before.status);
  const isWider = urls.some((url) => !before.urls.includes(url));
  return { urls, status, disabledUrls, activatedAt: isWider ? at : before.activatedAt };
}

/** The standing after a URL was disabled; null when the news is stale, or known already. */
export function standingAfterDisabling(before: EndpointStanding, news: DisabledUrl): EndpointStanding | null {
  const isStale = before.activatedAt !== null && Date.parse(news.at) < before.activatedAt.getTime();
  if (isStale || !enabledUrls(before).includes(news.url)) return null;
  const disabledUrls = [...before.disabledUrls, news];
  const isSilent = disabledUrls.length === before.urls.length;
  return { ...before, disabledUrls, status: isSilent ? 'inactive' : before.status };
}
