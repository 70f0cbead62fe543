const HIDDEN = '[hidden]';

/**
 * Hosts whose webhooks are authenticated by their path, with every name below them (dialect `template`: Slack, Discord,
 * and Microsoft Teams by connectors and by workflows). Who knows such a path may post.
 */
const SECRET_PATH_HOSTS: readonly string[] = [
  'hooks.slack.com',
  'hooks.slack-gov.com',
  'discord.com',
  'discordapp.com',
  'webhook.office.com',
  'outlook.office.com',
  'logic.azure.com',
  'powerplatform.com',
];

const SCHEME_AND_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]*/i;

/**
 * A URL for readers who may not see its secrets. Receivers of some vendors authenticate by `?token=…`, so each
 * parameter keeps its name and loses its value, and one without a name is hidden as a whole; hosts that authenticate by
 * the path lose that too. `from` are the URLs that led here, the last of which named this one: redirects tend to pass on
 * what they were given.
 */
export function hiddenUrl(url: string, from: readonly string[] = []): string {
  const start = url.indexOf('?');
  const address = start < 0 ? url : url.slice(0, start);
  const shown = hidesPath(url, from) ? `${SCHEME_AND_HOST.exec(url)?.[0] ?? ''}/${HIDDEN}` : address;
  return start < 0 ? shown : `${shown}?${hiddenParameters(url.slice(start + 1))}`;
}

const SECRET_HOST = `(?:[a-z0-9._-]*[.])?(?:${SECRET_PATH_HOSTS.join('|').replaceAll('.', '[.]')})[.]?`;
const HOST_ENDS = '(?::[0-9]*)?(?:[/?]|$)';

/**
 * The part of an endpoint's URL that those readers may search, as a regular expression without regard to case that
 * PostgreSQL reads like JavaScript. Never more than `hiddenUrl` shows: a path only where the host is written plainly,
 * since "hooks%2Eslack.com" is Slack as well, and not one of the table; else scheme and host.
 */
export const SEARCHABLE_URL_PART =
  `^https?://(?:(?!${SECRET_HOST}${HOST_ENDS})(?=[a-z0-9._-]+${HOST_ENDS})[^/?]+(?:/[^?]*)?` +
  '|[^/?#\\\\]*/?)';

/** What those readers look for, of a text that may be a URL as they see it: what stands before anything hidden. */
export function searchableText(text: string): string {
  const [before = ''] = text.split(/\?|\[hidden\]/, 1);
  return before === '' ? text : before;
}

function hidesPath(url: string, from: readonly string[]): boolean {
  const way = [URL.parse(url, from.at(-1)), ...from.map((one) => URL.parse(one))];
  return way.some((one) => one !== null && hasSecretPaths(one.hostname));
}

function hasSecretPaths(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return SECRET_PATH_HOSTS.some((host) => name === host || name.endsWith(`.${host}`));
}

function hiddenParameters(query: string): string {
  return query.split('&').map(hiddenParameter).join('&');
}

function hiddenParameter(parameter: string): string {
  if (parameter === '') return '';
  const equals = parameter.indexOf('=');
  return equals < 0 ? HIDDEN : `${parameter.slice(0, equals)}=${HIDDEN}`;
}
