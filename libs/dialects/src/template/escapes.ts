import { textToHtml } from '../canonical/html-text.js';
import { textOf } from './text-of.js';

/** Text for Slack's mrkdwn: `<!channel>` and `<@U1>` are mentions there, `<url|text>` a link. */
export function escapeSlack(value: unknown): string {
  return printable(value).replace(/[&<>]/g, (character) => SLACK[character] ?? character);
}

/** Text for Discord's Markdown. The invisible blank behind each `@` keeps `@everyone` from being a mention. */
export function escapeDiscord(value: unknown): string {
  return printable(value)
    .replace(/[\\*_~`|>#[\]()<]/g, '\\$&')
    .replace(/^(\s*)([-+])/gm, '$1\\$2')
    .replaceAll('@', '@\u200b');
}

/** Text for the HTML that Google Chat's cards show. */
export function escapeGoogleChat(value: unknown): string {
  return textToHtml(printable(value));
}

/** Text for where Google Chat takes no HTML but may see `<users/all>`: there is no escape, so the brackets change. */
export function noAngles(value: unknown): string {
  return printable(value).replaceAll('<', '‹').replaceAll('>', '›');
}

/** Text for XML 1.0, which has no place at all for most control characters. */
export function escapeXml(value: unknown): string {
  return printable(value)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => XML[character] ?? character);
}

/** Text as a value of a form, by the rules of `application/x-www-form-urlencoded`. */
export function escapeForm(value: unknown): string {
  return encodeURIComponent(textOf(value).toWellFormed())
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** An http or https URL in its normal form; null for anything else, `javascript:` among it. */
export function webUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > URL_LENGTH_MAX || !/^\s*https?:\/\//i.test(value))
    return null;
  if (!URL.canParse(value)) return null;
  const url = new URL(value).href.replace(/[|'()]/g, (character) => URL_MARKS[character] ?? character);
  return url.length <= URL_LENGTH_MAX ? url : null;
}

const SLACK: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const XML: Readonly<Record<string, string>> = { ...SLACK, '"': '&quot;', "'": '&#39;' };
/** What ends a link in Slack's and Discord's markup. */
const URL_MARKS: Readonly<Record<string, string>> = { '|': '%7C', "'": '%27', '(': '%28', ')': '%29' };
/** Of the four products the strictest is Discord. */
const URL_LENGTH_MAX = 2000;

/** Without control characters, but for tabs and the ends of lines. */
export function printable(value: unknown): string {
  return textOf(value)
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, '');
}
