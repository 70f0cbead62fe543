import type { DialectOption, OptionValues } from './options.js';
import { textOption } from './options.js';
import { withoutSlash } from './site-url.js';

const URL_LENGTH_MAX = 2048;
/** Inferred: a current version. */
const USER_AGENT = 'WordPress/6.8';

/** The option that makes a request say that it comes from the vendor's own product. */
export const USER_AGENT_OPTION: Readonly<Record<string, DialectOption>> = {
  userAgent: {
    kind: 'choice',
    default: 'deskhook',
    values: ['deskhook', 'vendor'],
    description: "Who the request says it comes from: Deskhook, or WordPress and the site's address.",
  },
};

/** The `user-agent` of a WordPress site where the subscription asks for the vendor's, as headers to add. */
export function wordPressUserAgent(options: OptionValues, siteUrl: string): Record<string, string> {
  if (textOption(options, 'userAgent') !== 'vendor') return {};
  const site = headerUrl(siteUrl);
  return { 'user-agent': site === null ? USER_AGENT : `${USER_AGENT}; ${site}` };
}

/** The address in the characters of a header; null when it is none. Events may state any text. */
export function headerUrl(url: string): string | null {
  if (url.length > URL_LENGTH_MAX || !/^https?:/i.test(url) || !URL.canParse(url)) return null;
  return withoutSlash(new URL(url).href);
}
