import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecretBox, subscriptionAuthContext, subscriptionTlsContext } from '@deskhook/runtime';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { clientCertificate, type ClientCertificate } from '../support/client-certificate.js';
import { ConfigRecords } from '../support/config-records.js';

const path = '/v1/tenants/acme/subscriptions';
const BASIC = { type: 'basic', username: 'crm', password: 'planted-password' };
const OAUTH2 = {
  type: 'oauth2',
  tokenUrl: 'https://login.example.com/token?tenant=planted-query',
  clientId: 'deskhook',
  clientSecret: 'planted-client-secret',
  scopes: ['hooks.write', 'api://crm/.default'],
};
const MONTH_MS = 30 * 86_400_000;

describe('how a subscription shows itself to its receivers', () => {
  let world: ApiWorld;
  let records: ConfigRecords;
  let box: SecretBox;
  let [mine, other, ending]: ClientCertificate[] = [];
  beforeAll(async () => {
    world = await startApiWorld();
    records = await ConfigRecords.open(world.nats.url, world.env);
    box = new SecretBox(world.env['DESKHOOK_SECRETS_KEY'] ?? '');
    await world.keyFor('acme', 'admin');
    const dates = [undefined, undefined, Date.now() + MONTH_MS - 1_000];
    [mine, other, ending] = await Promise.all(dates.map((until) => clientCertificate(until)));
  });
  afterAll(async () => {
    await records.close();
    await world.close();
  });

  const post = (overrides: object) =>
    world.call('POST', path, {
      json: { name: 'CRM', urls: ['https://example.com/hook'], events: ['ticket.created'], ...overrides },
    });
  async function create(overrides: object = {}) {
    const answer = await post(overrides);
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
    return answer.body;
  }
  const patch = (id: string, json: object) => world.call('PATCH', `${path}/${id}`, { json });
  async function openAuth(id: string): Promise<string | null> {
    const { auth } = await records.subscription('acme', id);
    return auth.type === 'none' ? null : box.open(auth.sealed, subscriptionAuthContext('acme', id));
  }
  async function openKey(id: string): Promise<string | null> {
    const { tls } = await records.subscription('acme', id);
    return tls === null ? null : box.open(tls.sealed, subscriptionTlsContext('acme', id));
  }
  const pointers = (answer: {
    readonly body: { readonly errors: readonly { readonly pointer: string }[] };
  }) => answer.body.errors.map(({ pointer }) => pointer);

  it('has none of it unless asked to', async () => {
    const made = await create();
    expect(made).toMatchObject({ auth: { type: 'none' }, tls: null, redact: [], disabledUrls: [] });
    const record = await records.subscription('acme', made.id);
    expect(record).toMatchObject({ auth: { type: 'none' }, tls: null, redact: [], disabledUrls: [] });
  });

  it('keeps the password to itself, and gives it to the hot path sealed', async () => {
    const made = await create({ auth: BASIC });
    expect(made.auth).toEqual({ type: 'basic', username: 'crm', password: null });
    const answers = await Promise.all([path, `${path}/${made.id}`].map((url) => world.call('GET', url)));
    for (const { text } of answers) expect(text).not.toContain('planted');
    expect(await openAuth(made.id)).toBe(BASIC.password);
    expect(JSON.stringify(await records.subscription('acme', made.id))).not.toContain('planted');
  });

  it('keeps a credential that a change leaves out, as long as its kind stays', async () => {
    const { id } = await create({ auth: BASIC });
    expect((await patch(id, { auth: { type: 'basic', username: 'other' } })).body.auth.username).toBe(
      'other',
    );
    expect(await openAuth(id)).toBe(BASIC.password);
    expect((await patch(id, { auth: { ...BASIC, password: null } })).status).toBe(200);
    expect((await patch(id, { name: 'Other' })).body.auth).toMatchObject({ type: 'basic', username: 'crm' });
    expect(await openAuth(id)).toBe(BASIC.password);
    const moved = await patch(id, { auth: { type: 'bearer' } });
    expect(moved.body.errors).toEqual([
      { pointer: '/auth/token', detail: 'is required: nothing is stored for it yet' },
    ]);
    expect((await patch(id, { auth: { type: 'bearer', token: 'abc' } })).body.auth).toEqual({
      type: 'bearer',
      token: null,
    });
    expect(await openAuth(id)).toBe('abc');
    expect((await patch(id, { auth: { type: 'none' } })).body.auth).toEqual({ type: 'none' });
    expect(await openAuth(id)).toBeNull();
    expect(pointers(await patch(id, { auth: { type: 'basic', username: 'crm' } }))).toEqual([
      '/auth/password',
    ]);
  });

  it('takes OAuth 2.0 with its defaults, and hides the query of the token URL from viewers', async () => {
    const made = await create({ auth: OAUTH2 });
    const { clientSecret: _secret, ...shown } = OAUTH2;
    const expected = { ...shown, clientSecret: null, audience: null, clientAuthentication: 'basic' };
    expect(made.auth).toEqual(expected);
    const viewer = await world.keyFor('acme', 'viewer');
    const { text } = await world.call('GET', `${path}/${made.id}`, { key: viewer });
    expect(text).not.toContain('planted');
    expect(await openAuth(made.id)).toBe(OAUTH2.clientSecret);
  });

  it('never sends a stored client secret to another token URL', async () => {
    const { id } = await create({ auth: OAUTH2 });
    const { clientSecret: _secret, ...same } = OAUTH2;
    const elsewhere = { ...same, tokenUrl: 'https://elsewhere.example.com/token' };
    for (const auth of [elsewhere, { ...elsewhere, clientSecret: null }]) {
      const refused = await patch(id, { auth });
      expect({ status: refused.status, at: pointers(refused) }).toEqual({
        status: 422,
        at: ['/auth/clientSecret'],
      });
    }
    expect((await records.subscription('acme', id)).auth).toMatchObject({ tokenUrl: OAUTH2.tokenUrl });
    expect((await patch(id, { auth: { ...same, scopes: [] } })).status).toBe(200);
    expect(await openAuth(id)).toBe(OAUTH2.clientSecret);
    expect((await patch(id, { auth: { ...elsewhere, clientSecret: 'planted-new' } })).status).toBe(200);
    expect(await openAuth(id)).toBe('planted-new');
  });

  it.each([
    ['a password', { auth: BASIC }, '/auth/password'],
    ['a token', { auth: { type: 'bearer', token: 'planted-token' } }, '/auth/token'],
    ['a client secret', { auth: OAUTH2 }, '/auth/clientSecret'],
  ])('never sends %s to an origin that it was not given for', async (_what, access, pointer) => {
    const { id } = await create(access);
    const secret = await openAuth(id);
    const [before, path] = ['https://example.com/hook', 'https://example.com/other'];
    for (const url of [
      'https://elsewhere.example.com/',
      'https://example.com:8443/',
      'http://example.com/',
    ]) {
      const refused = await patch(id, { urls: [before, url] });
      expect({ status: refused.status, errors: refused.body.errors }).toEqual({
        status: 422,
        errors: [{ pointer, detail: expect.stringContaining('URL of another origin') }],
      });
    }
    const urls = [path, 'https://elsewhere.example.com/'];
    expect((await patch(id, { urls: [path] })).body.urls).toEqual([path]);
    expect(await openAuth(id)).toBe(secret);
    expect((await patch(id, { urls, ...access })).body.urls).toEqual(urls);
    expect((await patch(id, { urls: [before], auth: { type: 'none' } })).status).toBe(200);
    expect((await patch(id, { urls })).status).toBe(200);
  });

  it('never shows a client certificate to an origin that it was not given for', async () => {
    const { id } = await create({ tls: mine, auth: BASIC });
    const urls = ['https://elsewhere.example.com/hook'];
    expect(pointers(await patch(id, { urls }))).toEqual(['/auth/password', '/tls/key']);
    expect(pointers(await patch(id, { urls, auth: BASIC, tls: { certificate: mine?.certificate } }))).toEqual(
      ['/tls/key'],
    );
    expect((await patch(id, { urls, auth: BASIC, tls: mine })).body.urls).toEqual(urls);
    expect((await patch(id, { urls: ['https://example.com/'], auth: BASIC, tls: null })).status).toBe(200);
  });

  it.each([
    ['basic without a password', { auth: { type: 'basic', username: 'crm' } }, '/auth/password'],
    ['a colon in the user', { auth: { ...BASIC, username: 'a:b' } }, '/auth/username'],
    ['a line break in the password', { auth: { ...BASIC, password: 'a\r\nb' } }, '/auth/password'],
    ['a token with a line break', { auth: { type: 'bearer', token: 'a\nx: y' } }, '/auth/token'],
    ['OAuth 2.0 without its secret', { auth: { ...OAUTH2, clientSecret: null } }, '/auth/clientSecret'],
    ['a token URL on the machine', { auth: { ...OAUTH2, tokenUrl: 'http://[::1]/token' } }, '/auth/tokenUrl'],
    [
      'a token URL of metadata',
      { auth: { ...OAUTH2, tokenUrl: 'http://169.254.169.254/' } },
      '/auth/tokenUrl',
    ],
    ['a token URL that is none', { auth: { ...OAUTH2, tokenUrl: 'file:///etc/passwd' } }, '/auth/tokenUrl'],
    ['a scope with a blank', { auth: { ...OAUTH2, scopes: ['a', 'b c'] } }, '/auth/scopes/1'],
    ['an unknown kind', { auth: { type: 'digest' } }, '/auth/type'],
    ['a field that is not redactable', { redact: ['ticket.subject', 'ticket.nonsense'] }, '/redact/1'],
    ['an empty path', { redact: [''] }, '/redact/0'],
    [
      'no rate limit at all',
      { delivery: { rateLimit: { limit: 0, per: '1m' } } },
      '/delivery/rateLimit/limit',
    ],
    [
      'a rate that is no rate',
      { delivery: { rateLimit: { limit: 1, per: '2d' } } },
      '/delivery/rateLimit/per',
    ],
    ['an unknown order', { delivery: { ordering: 'strict' } }, '/delivery/ordering'],
  ])('refuses %s', async (_what, overrides, pointer) => {
    const answer = await post(overrides);
    expect(answer.status).toBe(422);
    expect(pointers(answer)).toEqual([pointer]);
  });

  it('takes one of the two: authentication, or a header for it', async () => {
    const header = { headers: { Authorization: 'Bearer abc' } };
    expect(pointers(await post({ auth: BASIC, ...header }))).toEqual(['/headers/Authorization']);
    const { id } = await create(header);
    expect(pointers(await patch(id, { auth: BASIC }))).toEqual(['/headers/Authorization']);
    expect((await patch(id, { auth: BASIC, headers: {} })).status).toBe(200);
    expect(pointers(await patch(id, header))).toEqual(['/headers/Authorization']);
  });

  it('holds a client certificate against its key', async () => {
    const made = await create({ tls: mine });
    expect(made.tls).toEqual({ certificate: mine?.certificate, key: null });
    expect(await openKey(made.id)).toBe(mine?.key);
    expect(pointers(await patch(made.id, { tls: { certificate: other?.certificate } }))).toEqual([
      '/tls/key',
    ]);
    expect((await patch(made.id, { tls: { certificate: mine?.certificate, key: null } })).status).toBe(200);
    expect(await openKey(made.id)).toBe(mine?.key);
    expect((await patch(made.id, { tls: other })).status).toBe(200);
    expect(await openKey(made.id)).toBe(other?.key);
    expect((await patch(made.id, { tls: null })).body.tls).toBeNull();
    expect(await openKey(made.id)).toBeNull();
  });

  it('refuses certificates that nobody could use, and warns before one ends', async () => {
    const expired = await clientCertificate(Date.now() - 1_000);
    const both = { certificate: `${mine?.certificate}\n${mine?.key}`, key: mine?.key };
    const cases = [
      [{ certificate: mine?.certificate }, '/tls/key'],
      [{ certificate: 'nonsense', key: mine?.key }, '/tls/certificate'],
      [{ certificate: mine?.certificate, key: 'nonsense' }, '/tls/key'],
      [{ certificate: mine?.certificate, key: other?.key }, '/tls/key'],
      [both, '/tls/certificate'],
      [expired, '/tls/certificate'],
    ] as const;
    for (const [tls, pointer] of cases) expect(pointers(await post({ tls }))).toEqual([pointer]);
    expect((await create({ tls: ending })).warnings).toEqual([
      expect.stringMatching(/^its client certificate expires at/),
    ]);
  });

  it('is copied with its credentials, sealed anew', async () => {
    const { id } = await create({ auth: BASIC, tls: mine, redact: ['ticket.requester.email'] });
    const copy = (await world.call('POST', `${path}/${id}/clone`, { json: {} })).body;
    expect(copy).toMatchObject({
      auth: { type: 'basic', username: 'crm' },
      redact: ['ticket.requester.email'],
    });
    expect([await openAuth(copy.id), await openKey(copy.id)]).toEqual([BASIC.password, mine?.key]);
  });

  it('merges rate limit and order into the delivery settings, and replaces the redacted fields', async () => {
    const rateLimit = { limit: 10, per: '1h' };
    const { id, warnings } = await create({
      delivery: { rateLimit, ordering: 'ticket', retrySchedule: ['1s'] },
      redact: ['ticket.requester.email', 'ticket.custom_fields.iban', 'ticket.requester.email'],
    });
    expect(warnings).toEqual([expect.stringContaining('at most 240 requests a day')]);
    const record = await records.subscription('acme', id);
    expect(record.delivery).toMatchObject({ rateLimit: { limit: 10, perMs: 3_600_000 }, ordering: 'ticket' });
    expect(record.redact).toEqual(['ticket.requester.email', 'ticket.custom_fields.iban']);
    const kept = await patch(id, { delivery: { ordering: null } });
    expect(kept.body.delivery).toMatchObject({ rateLimit, ordering: 'none', retrySchedule: ['1s'] });
    const free = await patch(id, { delivery: { rateLimit: null }, redact: [] });
    expect(free.body).toMatchObject({ delivery: { rateLimit: null }, redact: [] });
    expect((await records.subscription('acme', id)).delivery).toMatchObject({
      rateLimit: null,
      ordering: 'none',
    });
  });
});
