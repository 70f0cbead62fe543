import { expect, it } from '@jest/globals';
import { subscriptionInputSchema } from '@deskhook/contracts';
import { deliveryDefaults, draftOf, inputOf, newDraft, type Draft, type ShownSubscription } from './draft.js';

const STANDARD = {
  delivery: {
    timeoutMs: 15_000,
    connectTimeoutMs: 10_000,
    retrySchedule: ['5s', '5m'],
    successCodes: '2xx',
    maxRedirects: 0,
  },
  options: [
    { name: 'form', kind: 'choice' as const, default: 'auto', values: ['auto', 'php'], description: '' },
  ],
};

const shown: ShownSubscription = {
  id: 'sub_1',
  name: 'CRM',
  urls: ['https://a.example/hook'],
  events: ['ticket.*'],
  status: 'inactive',
  dialect: 'shahiassist',
  secret: 's3cret',
  hasSecret: true,
  secretSource: 'own',
  condition: { field: 'ticket.priority.slug', op: 'eq', value: 'high' },
  headers: { 'x-team': 'support' },
  auth: { type: 'basic', username: 'jane' },
  tls: { certificate: 'PEM' },
  redact: ['ticket.requester.email'],
  disabledUrls: [],
  delivery: { ...deliveryDefaults(STANDARD), timeoutMs: 5_000 },
  actions: [{ type: 'add_note', body: 'Sent' }],
  dialectOptions: { form: 'php', siteUrl: null },
  warnings: [],
  etag: 'v3',
  createdAt: '2026-02-17T14:45:00.000Z',
  updatedAt: '2026-02-17T14:45:00.000Z',
};

it('keeps of an existing subscription what differs from the defaults', () => {
  const draft = draftOf(shown, STANDARD);
  expect(draft.delivery).toEqual({ timeoutMs: 5_000 });
  expect(draft.options).toEqual({ shahiassist: { form: 'php' } });
});

it('gives a subscription back as it was, without what is not shown', () => {
  expect(inputOf(draftOf(shown, STANDARD))).toEqual({
    name: 'CRM',
    urls: ['https://a.example/hook'],
    events: ['ticket.*'],
    status: 'inactive',
    dialect: 'shahiassist',
    condition: shown.condition,
    headers: { 'x-team': 'support' },
    auth: { type: 'basic', username: 'jane' },
    tls: { certificate: 'PEM' },
    redact: ['ticket.requester.email'],
    delivery: { timeoutMs: 5_000 },
    actions: [{ type: 'add_note', body: 'Sent' }],
    dialectOptions: { form: 'php' },
  });
});

it('begins with the tenant’s defaults', () => {
  const draft = newDraft({ dialect: 'template', headers: { 'x-a': '1' }, redact: ['message'] });
  expect(draft).toMatchObject({
    dialect: 'template',
    headers: [{ name: 'x-a', value: '1' }],
    redact: ['message'],
  });
  expect(deliveryDefaults(STANDARD, { ordering: 'ticket' })).toMatchObject({
    ordering: 'ticket',
    timeoutMs: 15_000,
  });
});

it('says that there is no limit, against one that is the tenant’s default', () => {
  const draft = newDraft({ delivery: { rateLimit: { limit: 5, per: '1m' } } });
  expect(inputOf(draft).delivery).toEqual({});
  expect(inputOf({ ...draft, delivery: { rateLimit: null } }).delivery).toEqual({ rateLimit: null });
});

const base: Draft = { ...newDraft({}), name: 'CRM', urls: ['https://a.example'], events: ['*'] };
const auth: Draft['auth'] = {
  ...base.auth,
  username: 'jane',
  password: 'p',
  token: 't ',
  clientId: 'c',
  tokenUrl: 'https://id.example/token',
  scopes: ['a'],
};

it.each<Partial<Draft>>([
  {},
  { secret: { kind: 'none', own: 'forgotten' } },
  { secret: { kind: 'own', own: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' } },
  { auth: { ...auth, type: 'basic' } },
  { auth: { ...auth, type: 'bearer' } },
  { auth: { ...auth, type: 'oauth2' } },
  { tls: { isOn: true, certificate: 'PEM', key: 'PEM' } },
  {
    headers: [
      { name: ' x-a ', value: '1' },
      { name: '', value: '' },
    ],
  },
  { delivery: { rateLimit: { limit: 5, per: '1m' }, retrySchedule: ['5s'], ordering: 'ticket' } },
])('makes input that the API takes of %j', (part) => {
  const input = inputOf({ ...base, ...part });
  expect(subscriptionInputSchema.safeParse(input).error).toBeUndefined();
});

it('sends only the credential of the kind that is chosen, and options of the dialect that is chosen', () => {
  const input = inputOf({
    ...base,
    auth: { ...auth, type: 'bearer' },
    options: { standard: {}, template: { preset: 'slack' } },
  });
  expect(input.auth).toEqual({ type: 'bearer', token: 't' });
  expect(input.dialectOptions).toEqual({});
  expect(
    inputOf({
      ...base,
      headers: [
        { name: ' x-a ', value: '1' },
        { name: '', value: '' },
      ],
    }).headers,
  ).toEqual({
    'x-a': '1',
  });
});
