import { subscriptionSchema, type Subscription } from '@deskhook/contracts';
import { DIALECTS } from '@deskhook/dialects';
import { hiddenUrl } from '@deskhook/domain';
import type { Live } from './live.js';
import type { JsonRecord } from './manifest.js';

const HIDDEN = '[hidden]';

/**
 * A thing as outputs may show it. Editors' keys are given secrets in clear, and outputs end up in the logs of pipelines: what
 * the API hides from viewers is hidden here from everybody.
 */
export function shownLive({ kind, value }: Live): JsonRecord {
  if (kind !== 'Subscription') return value;
  const subscription = subscriptionSchema.parse(value);
  const { secret, urls, disabledUrls, headers, auth } = subscription;
  return {
    ...value,
    secret: secret === null ? null : HIDDEN,
    urls: urls.map((url) => hiddenUrl(url)),
    disabledUrls: disabledUrls.map((one) => ({ ...one, url: hiddenUrl(one.url) })),
    headers: Object.fromEntries(Object.keys(headers).map((name) => [name, HIDDEN])),
    auth: auth.type === 'oauth2' ? { ...auth, tokenUrl: hiddenUrl(auth.tokenUrl) } : auth,
    dialectOptions: shownOptions(subscription),
  };
}

function shownOptions({ dialect, dialectOptions }: Subscription): JsonRecord {
  const known = DIALECTS[dialect].options;
  return Object.fromEntries(
    Object.entries(dialectOptions).map(([name, value]) => {
      const isUrl = known[name]?.kind === 'url' && typeof value === 'string';
      return [name, isUrl ? hiddenUrl(value) : value];
    }),
  );
}
