import type { Subscription } from '@deskhook/contracts';
import { DIALECTS, type Dialect } from '@deskhook/dialects';
import { hiddenUrl } from '@deskhook/domain';
import { seesSecrets, type Caller } from './caller.js';
import { hiddenValues } from './hidden-values.js';

/**
 * The subscription as its reader may see it: secrets only go to those who could change them. Headers may be secrets, and
 * so may parts of URLs.
 */
export function asSeenBy(caller: Caller, subscription: Subscription): Subscription {
  if (seesSecrets(caller)) return subscription;
  return {
    ...subscription,
    secret: null,
    urls: subscription.urls.map((url) => hiddenUrl(url)),
    disabledUrls: subscription.disabledUrls.map((one) => ({ ...one, url: hiddenUrl(one.url) })),
    auth: hiddenAuth(subscription.auth),
    headers: hiddenValues(subscription.headers),
    dialectOptions: hiddenOptions(DIALECTS[subscription.dialect], subscription.dialectOptions),
  };
}

/** Its secret part is shown to nobody. */
function hiddenAuth(auth: Subscription['auth']): Subscription['auth'] {
  return auth.type === 'oauth2' ? { ...auth, tokenUrl: hiddenUrl(auth.tokenUrl) } : auth;
}

function hiddenOptions(dialect: Dialect, options: Subscription['dialectOptions']) {
  const entries = Object.entries(options).map(([name, value]) => {
    const isUrl = dialect.options[name]?.kind === 'url' && typeof value === 'string';
    return [name, isUrl ? hiddenUrl(value) : value];
  });
  return Object.fromEntries(entries);
}
