import { type FilterImplOptions, filters as builtIn } from 'liquidjs';
import { htmlToText } from '../canonical/html-text.js';
import {
  escapeDiscord,
  escapeForm,
  escapeGoogleChat,
  escapeSlack,
  escapeXml,
  noAngles,
  printable,
  webUrl,
} from './escapes.js';
import { formatInstant, iso8601, phpDatetime, unix } from './instant-filters.js';
import { jsonOf, textOf } from './text-of.js';
import { weightOf } from './work-meter.js';

/**
 * Liquid's own filters that templates may use. Left out: those that read the clock (`date` is our own), draw lots
 * (`sample`), evaluate a text as an expression (`*_exp`), or fail on texts of strangers (`url_decode`).
 */
const OF_LIQUID = `
append prepend capitalize downcase upcase strip lstrip rstrip squish strip_newlines newline_to_br strip_html
truncate truncatewords replace replace_first replace_last remove remove_first remove_last split slice slugify
base64_encode
plus minus times divided_by modulo round ceil floor abs at_least at_most to_integer
join first last size map where reject find has sort sort_natural reverse uniq compact concat sum
default raw
`
  .trim()
  .split(/\s+/);

const OWN: Readonly<Record<string, (value: unknown, ...args: readonly unknown[]) => unknown>> = {
  text: textOf,
  json: jsonOf,
  escape: escapeXml,
  url_encode: escapeForm,
  html_to_text: (value) => (typeof value === 'string' ? htmlToText(value) : textOf(value)),
  date: (value, format, timeZone) => formatInstant(value, format, timeZone),
  iso8601,
  unix,
  php_datetime: phpDatetime,
  web_url: webUrl,
  escape_slack: escapeSlack,
  escape_discord: escapeDiscord,
  escape_google_chat: escapeGoogleChat,
  no_angles: noAngles,
  printable,
};

/**
 * Every filter of a template, by name: each charges what it goes through and what it makes. Behind the one that `escaper`
 * names, outputs are not escaped once more.
 */
export function templateFilters(escaper: string | null): Readonly<Record<string, FilterImplOptions>> {
  const all = [...OF_LIQUID.map((name) => [name, builtIn[name]] as const), ...Object.entries(OWN)];
  return Object.fromEntries(all.map(([name, filter]) => [name, metered(filter, name === escaper)]));
}

function metered(filter: FilterImplOptions | undefined, isEscaper: boolean): FilterImplOptions {
  if (filter === undefined) throw new Error('the engine lacks a filter that the table names');
  const { handler, raw } = typeof filter === 'function' ? { handler: filter, raw: false } : filter;
  return {
    raw: raw || isEscaper,
    handler(value: unknown, ...args: readonly unknown[]): unknown {
      this.context.memoryLimit.use(weightOf(value) + weightOf(args));
      const result: unknown = handler.call(this, value, ...args);
      if (typeof result === 'string') this.context.memoryLimit.use(result.length);
      return result;
    },
  };
}
