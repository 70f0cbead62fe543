import { isDeepStrictEqual } from 'node:util';
import { subscriptionSchema, type Subscription, type TenantDefaults } from '@deskhook/contracts';
import { dialect, resolveOptions } from '@deskhook/dialects';
import { hiddenUrl } from '@deskhook/domain';
import { Variables, written } from './export-variables.js';
import type { Live } from './live.js';
import type { JsonRecord } from './manifest.js';
import { isSensitive } from './veil.js';

/** What an export writes of a thing, and what whoever applies it has to give. */
export interface ExportedSpec {
  readonly spec: JsonRecord;
  /** Names of variables that stand in the place of what may be secret. */
  readonly variables: readonly string[];
  /** What is left out since it is secret: each as a line that sets it. */
  readonly omitted: readonly string[];
}

export interface ExportOptions {
  /** Writes everything that the API shows, instead of variables. */
  readonly withSecrets: boolean;
  /** What new subscriptions of the tenant begin with: what differs from the product's own defaults because of it is written. */
  readonly defaults: TenantDefaults;
}

/** What of a thing documents state: all that differs from what a new one would have. */
export function exportedSpec(live: Live, options: ExportOptions): ExportedSpec {
  switch (live.kind) {
    case 'Calendar':
      return plain(live.value, ['name', 'timezone', 'weeklyHours', 'holidays'], { holidays: [] });
    case 'SlaPolicy':
      return plain(
        live.value,
        [
          'name',
          'status',
          'position',
          'condition',
          'targets',
          'calendar',
          'pauseStatuses',
          'warnings',
          'timeConditions',
        ],
        POLICY_DEFAULTS,
      );
    case 'Subscription':
      return subscriptionSpec(live, options);
    default:
      return live.kind satisfies never;
  }
}

const POLICY_DEFAULTS = {
  status: 'active',
  position: 0,
  condition: null,
  targets: {},
  calendar: null,
  pauseStatuses: [],
  warnings: [],
  timeConditions: [],
};

function plain(value: JsonRecord, names: readonly string[], defaults: JsonRecord): ExportedSpec {
  return {
    spec: different(Object.fromEntries(names.map((name) => [name, value[name]])), defaults),
    variables: [],
    omitted: [],
  };
}

function different(value: JsonRecord, defaults: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, each]) => !(name in defaults) || !isDeepStrictEqual(each, defaults[name]),
    ),
  );
}

/** What a new subscription has where neither it nor its tenant nor its dialect says anything. */
const SUBSCRIPTION_DEFAULTS = {
  status: 'active',
  dialect: 'standard',
  condition: null,
  headers: {},
  auth: { type: 'none' },
  tls: null,
  redact: [],
  delivery: {},
  actions: [],
  dialectOptions: {},
};
const DELIVERY_DEFAULTS = { rateLimit: null, maxConcurrency: 10, ordering: 'none', traceparent: true };

function subscriptionSpec(live: Live, { withSecrets, defaults }: ExportOptions): ExportedSpec {
  const subscription = subscriptionSchema.parse(live.value);
  const variables = new Variables(live.name, withSecrets);
  const spec = {
    name: subscription.name,
    urls: subscription.urls.map((url, at) => urlOf(`URL_${at + 1}`, url, variables)),
    events: subscription.events,
    status: subscription.status,
    dialect: subscription.dialect,
    ...secretOf(subscription, withSecrets),
    condition: subscription.condition,
    headers: headersOf(subscription, variables),
    auth: authOf(subscription, variables),
    tls: subscription.tls === null ? null : open(subscription.tls),
    redact: subscription.redact,
    delivery: deliveryOf(subscription, defaults),
    actions: subscription.actions,
    dialectOptions: optionsOf(subscription, variables),
  };
  const own = Object.keys(SUBSCRIPTION_DEFAULTS).filter((name) => !(name in defaults));
  const usual = Object.entries(SUBSCRIPTION_DEFAULTS).filter(
    ([name]) => own.includes(name) || name === 'delivery',
  );
  return {
    spec: written(different(spec, Object.fromEntries(usual))),
    variables: variables.names,
    omitted: omissions(subscription, withSecrets, variables),
  };
}

function secretOf({ secret, secretSource }: Subscription, withSecrets: boolean): JsonRecord {
  if (secretSource === 'none') return { secret: null };
  return withSecrets && secretSource === 'own' && secret !== null ? { secret } : {};
}

function omissions({ auth, tls, secretSource }: Subscription, withSecrets: boolean, variables: Variables) {
  const from = (name: string) => `{secretFrom: {env: ${variables.nameOf(name)}}}`;
  const credential = { none: null, basic: 'password', bearer: 'token', oauth2: 'clientSecret' }[auth.type];
  return [
    ...(secretSource === 'own' && !withSecrets ? [`secret: ${from('SECRET')}`] : []),
    ...(credential === null ? [] : [`auth.${credential}: ${from('CREDENTIAL')}`]),
    ...(tls === null ? [] : [`tls.key: ${from('TLS_KEY')}`]),
  ];
}

/** Without the parts that are never shown. */
function open(value: object): JsonRecord {
  const hidden = ['password', 'token', 'clientSecret', 'key'];
  return Object.fromEntries(Object.entries(value).filter(([name]) => !hidden.includes(name)));
}

function authOf({ auth }: Subscription, variables: Variables): JsonRecord {
  const shown = open(auth);
  return auth.type === 'oauth2'
    ? { ...shown, tokenUrl: urlOf('TOKEN_URL', auth.tokenUrl, variables) }
    : shown;
}

/** A variable where parts of the URL may be secret. */
function urlOf(name: string, url: string, variables: Variables): unknown {
  return hiddenUrl(url) === url ? url : variables.for(name, url);
}

function headersOf({ headers }: Subscription, variables: Variables): JsonRecord {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSensitive(name) ? variables.for(name, value) : value,
    ]),
  );
}

function deliveryOf(
  { dialect: name, delivery }: Subscription,
  { delivery: ofTenant = {} }: TenantDefaults,
): JsonRecord {
  const { timeoutMs, retrySchedule, successCodes, maxRedirects } = dialect(name).defaults;
  const all = {
    timeoutMs,
    retrySchedule: [...retrySchedule],
    successCodes,
    maxRedirects,
    ...DELIVERY_DEFAULTS,
  };
  return different(delivery, Object.fromEntries(Object.entries(all).filter(([key]) => !(key in ofTenant))));
}

function optionsOf({ dialect: name, dialectOptions }: Subscription, variables: Variables): JsonRecord {
  const { options } = dialect(name);
  const entries = Object.entries(different(dialectOptions, resolveOptions(options, {}))).map(
    ([option, value]) => {
      const isUrl = options[option]?.kind === 'url' && typeof value === 'string';
      return [option, isUrl ? urlOf(option, value, variables) : value];
    },
  );
  return Object.fromEntries(entries);
}
