import type { BodyOf, Dialect, Subscription, Tenant } from '../../../api/types.js';
import { isSame } from './is-same.js';

export type SubscriptionInput = BodyOf<'createSubscription'>;
export type DialectName = Subscription['dialect'];
export type DeliverySettings = Subscription['delivery'];
type TenantDefaults = Tenant['defaults'];
export type JsonObject = Record<string, unknown>;

export interface HeaderRow {
  readonly name: string;
  readonly value: string;
}

/** What is typed for each kind of authentication is kept while another one is chosen. An empty credential is not sent. */
export interface AuthDraft {
  readonly type: 'none' | 'basic' | 'bearer' | 'oauth2';
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly audience: string;
  readonly clientAuthentication: 'basic' | 'body';
}

/** `unsaid`: the API chooses for a new subscription, and keeps what an existing one has. */
export interface SecretDraft {
  readonly kind: 'unsaid' | 'own' | 'none';
  readonly own: string;
}

export interface TlsDraft {
  readonly isOn: boolean;
  readonly certificate: string;
  /** Empty: the stored one stays. */
  readonly key: string;
}

/** The values of the form. */
export interface Draft {
  readonly name: string;
  /** One for each row; blank rows are not sent. */
  readonly urls: readonly string[];
  readonly status: Subscription['status'];
  readonly dialect: DialectName;
  /** What is set apart from the defaults, by dialect: another dialect does not lose those of the one before. */
  readonly options: Readonly<Record<string, JsonObject>>;
  readonly events: readonly string[];
  readonly condition: JsonObject | null;
  readonly secret: SecretDraft;
  readonly headers: readonly HeaderRow[];
  readonly auth: AuthDraft;
  readonly tls: TlsDraft;
  readonly redact: readonly string[];
  /** What is set apart from the defaults. */
  readonly delivery: Partial<DeliverySettings>;
  readonly actions: readonly JsonObject[];
}

/** What the API shows of a subscription; credentials are not shown. */
export type ShownSubscription = Omit<Subscription, 'auth' | 'tls'> & {
  readonly auth: Partial<Omit<AuthDraft, 'type' | 'audience' | Credential>> & {
    readonly type: AuthDraft['type'];
    readonly audience?: string | null;
  };
  readonly tls: { readonly certificate: string } | null;
};
type Credential = 'password' | 'token' | 'clientSecret';

export const DELIVERY_KEYS = [
  'timeoutMs',
  'retrySchedule',
  'successCodes',
  'maxRedirects',
  'rateLimit',
  'maxConcurrency',
  'ordering',
  'traceparent',
] as const satisfies readonly (keyof DeliverySettings)[];

/** What no dialect differs in (contract, section 3). */
const SAME_FOR_ALL = { rateLimit: null, maxConcurrency: 10, ordering: 'none', traceparent: true } as const;

const NO_AUTH: AuthDraft = {
  type: 'none',
  username: '',
  password: '',
  token: '',
  tokenUrl: '',
  clientId: '',
  clientSecret: '',
  scopes: [],
  audience: '',
  clientAuthentication: 'basic',
};

/** What is in force where a subscription says nothing: the tenant's defaults count for new subscriptions alone. */
export function deliveryDefaults(
  dialect: Pick<Dialect, 'delivery'>,
  tenant: TenantDefaults['delivery'] = {},
): DeliverySettings {
  const { timeoutMs, retrySchedule, successCodes, maxRedirects } = dialect.delivery;
  return { ...SAME_FOR_ALL, timeoutMs, retrySchedule, successCodes, maxRedirects, ...tenant };
}

/** The form of a new subscription. */
export function newDraft(defaults: TenantDefaults): Draft {
  return {
    name: '',
    urls: [''],
    status: 'active',
    dialect: defaults.dialect ?? 'standard',
    options: {},
    events: [],
    condition: null,
    secret: { kind: 'unsaid', own: '' },
    headers: rowsOf(defaults.headers ?? {}),
    auth: NO_AUTH,
    tls: { isOn: false, certificate: '', key: '' },
    redact: defaults.redact ?? [],
    delivery: {},
    actions: [],
  };
}

/** The form of an existing subscription: what equals the dialect's default counts as not set. */
export function draftOf(shown: ShownSubscription, dialect: Pick<Dialect, 'delivery' | 'options'>): Draft {
  const { name, urls, status, events, condition, redact, actions, tls } = shown;
  return {
    name,
    urls,
    status,
    dialect: shown.dialect,
    options: { [shown.dialect]: setOptions(shown.dialectOptions, dialect.options) },
    events,
    condition,
    secret: { kind: 'unsaid', own: '' },
    headers: rowsOf(shown.headers),
    auth: { ...NO_AUTH, ...shown.auth, ...NO_CREDENTIALS, audience: shown.auth.audience ?? '' },
    tls: { isOn: tls !== null, certificate: tls?.certificate ?? '', key: '' },
    redact,
    delivery: setDelivery(shown.delivery, deliveryDefaults(dialect)),
    actions,
  };
}

const NO_CREDENTIALS = { password: '', token: '', clientSecret: '' } as const;

/** What the form says, as the API takes it. Rows that are blank are left out, everything else is the API's to judge. */
export function inputOf(draft: Draft): SubscriptionInput {
  return {
    name: draft.name.trim(),
    urls: filledUrls(draft.urls),
    status: draft.status,
    dialect: draft.dialect,
    dialectOptions: optionsOf(draft),
    events: [...draft.events],
    condition: draft.condition,
    ...secretOf(draft.secret),
    headers: Object.fromEntries(filledHeaders(draft.headers).map(({ name, value }) => [name, value])),
    auth: authOf(draft.auth),
    tls: tlsOf(draft.tls),
    redact: [...draft.redact],
    delivery: draft.delivery,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by forms of the API's own JSON Schemas, which judges them
    actions: draft.actions as SubscriptionInput['actions'] & {},
  };
}

export const filledUrls = (urls: readonly string[]): string[] =>
  urls.map((url) => url.trim()).filter((url) => url !== '');

export function optionsOf({ options, dialect }: Pick<Draft, 'options' | 'dialect'>): JsonObject {
  return options[dialect] ?? {};
}

function filledHeaders(rows: readonly HeaderRow[]): readonly HeaderRow[] {
  return rows
    .map(({ name, value }) => ({ name: name.trim(), value }))
    .filter(({ name, value }) => name !== '' || value !== '');
}

const rowsOf = (headers: Readonly<Record<string, string>>): HeaderRow[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function secretOf({ kind, own }: SecretDraft): Pick<SubscriptionInput, 'secret'> {
  switch (kind) {
    case 'unsaid':
      return {};
    case 'own':
      return { secret: own.trim() };
    case 'none':
      return { secret: null };
    default:
      return kind satisfies never;
  }
}

function authOf(auth: AuthDraft): NonNullable<SubscriptionInput['auth']> {
  const { type, username, tokenUrl, clientId, scopes, audience, clientAuthentication } = auth;
  switch (type) {
    case 'none':
      return { type };
    case 'basic':
      return { type, username, ...(auth.password === '' ? {} : { password: auth.password }) };
    case 'bearer':
      return { type, ...(auth.token === '' ? {} : { token: auth.token.trim() }) };
    case 'oauth2':
      return {
        type,
        tokenUrl: tokenUrl.trim(),
        clientId,
        scopes: [...scopes],
        audience: audience === '' ? null : audience,
        clientAuthentication,
        ...(auth.clientSecret === '' ? {} : { clientSecret: auth.clientSecret }),
      };
    default:
      return type satisfies never;
  }
}

function tlsOf({ isOn, certificate, key }: TlsDraft): NonNullable<SubscriptionInput['tls']> | null {
  if (!isOn) return null;
  return { certificate, ...(key === '' ? {} : { key }) };
}

function setDelivery(settings: DeliverySettings, defaults: DeliverySettings): Partial<DeliverySettings> {
  const set: { -readonly [Key in keyof DeliverySettings]?: DeliverySettings[Key] } = { ...settings };
  for (const key of DELIVERY_KEYS) if (isSame(settings[key], defaults[key])) delete set[key];
  return set;
}

function setOptions(values: JsonObject, options: Dialect['options']): JsonObject {
  const isSet = ([name, value]: [string, unknown]) =>
    !isSame(value, options.find((option) => option.name === name)?.default ?? null);
  return Object.fromEntries(Object.entries(values).filter(isSet));
}
