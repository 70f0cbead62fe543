import { sealedSecretsSchema, type AuthRecord, type SealedSecrets } from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import { hiddenUrl } from '@deskhook/domain';
import type { Snapshot } from './audit-changes.js';
import type { ApiKeyEntity } from './entities/api-key.entity.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import { parseStored, type StoredSubscription } from './stored-subscription.js';
import { defaultsOf } from './tenant-defaults.js';
import { Veiled } from './veiled.js';

/** What the audit log compares of a subscription. */
export function subscriptionSnapshot(row: SubscriptionEntity): Snapshot {
  const stored = parseStored(row);
  const { status, condition, actions, headers, delivery, auth, tls, disabledUrls, labels } = stored;
  return {
    name: row.name,
    urls: row.urls.map(veiledUrl),
    events: row.events,
    status,
    dialect: row.dialect,
    secret: veiledSecrets(stored.secrets),
    usesTenantSecret: row.usesTenantSecret,
    condition,
    actions,
    redact: row.redact,
    key: row.key,
    disabledUrls: disabledUrls.map(({ url }) => veiledUrl(url)),
    ...within('labels', labels, (value) => value),
    ...within('headers', headers, (value) => new Veiled(String(value))),
    ...within('delivery', delivery, (value) => value),
    ...optionsSnapshot(stored),
    ...authSnapshot(auth),
    'tls.certificate': tls?.certificate ?? null,
    'tls.key': tls === null ? null : new Veiled(tls.sealed),
  };
}

/** What the audit log compares of a tenant. */
export function tenantSnapshot(row: TenantEntity): Snapshot {
  const { name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone } = row;
  const defaultSecret = veiledSecrets(sealedSecretsSchema.parse(row.secrets));
  const settings = { name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone, defaultSecret };
  const { dialect: named, headers = {}, redact, delivery = {} } = defaultsOf(row);
  return {
    ...settings,
    'defaults.dialect': named ?? null,
    'defaults.redact': redact ?? null,
    ...within('defaults.headers', headers, (value) => new Veiled(String(value))),
    ...within('defaults.delivery', delivery, (value) => value),
  };
}

/** What the audit log compares of an API key. */
export function apiKeySnapshot({ name, role, hint }: ApiKeyEntity): Snapshot {
  return { name, role, hint };
}

function authSnapshot(auth: AuthRecord): Snapshot {
  switch (auth.type) {
    case 'none':
      return { 'auth.type': 'none' };
    case 'basic':
    case 'bearer':
    case 'oauth2': {
      const { sealed, ...shown } = auth;
      const fields = within('auth', shown, (value, name) =>
        name === 'tokenUrl' ? veiledUrl(String(value)) : value,
      );
      return { ...fields, 'auth.credential': new Veiled(sealed) };
    }
    default:
      return auth satisfies never;
  }
}

function optionsSnapshot({ dialect: name, dialectOptions }: StoredSubscription): Snapshot {
  const { options } = dialect(name);
  return within('dialectOptions', dialectOptions, (value, option) =>
    options[option]?.kind === 'url' && typeof value === 'string' ? veiledUrl(value) : value,
  );
}

function within(parent: string, values: object, asSeen: (value: unknown, name: string) => unknown): Snapshot {
  const entries: [string, unknown][] = Object.entries(values);
  return Object.fromEntries(entries.map(([name, value]) => [`${parent}.${name}`, asSeen(value, name)]));
}

function veiledUrl(url: string): Veiled {
  return new Veiled(url, hiddenUrl(url));
}

/** Nothing for none, so that the first secret and the last one show. */
function veiledSecrets(secrets: SealedSecrets): Veiled | null {
  return secrets.length === 0 ? null : new Veiled(JSON.stringify(secrets));
}
