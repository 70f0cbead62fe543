import { textOption, type DialectOption, type OptionValues } from './options.js';

const OPTION = 'siteUrl';

/** The option that gives one subscription another site address than its tenant's. */
export const SITE_URL_OPTION: Readonly<Record<string, DialectOption>> = {
  [OPTION]: {
    kind: 'url',
    default: null,
    description: "Address of the helpdesk's site; absent: the tenant's site URL.",
  },
};

/** The site's address without a slash at the end; empty when nobody said. */
export function siteUrlOf(tenantSiteUrl: string, options: OptionValues): string {
  return withoutSlash(textOption(options, OPTION) ?? tenantSiteUrl);
}

/** The same address without slashes at its end. */
export function withoutSlash(url: string): string {
  let end = url.length;
  while (url.charAt(end - 1) === '/') end -= 1;
  return url.slice(0, end);
}
