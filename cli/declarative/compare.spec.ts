import { describe, expect, it } from '@jest/globals';
import { compare } from './compare.js';
import type { Live } from './live.js';
import type { JsonRecord, Manifest } from './manifest.js';
import { shownChanges } from './show-step.js';

const LIVE = {
  name: 'CRM',
  urls: ['https://example.com/a'],
  events: ['ticket.created'],
  dialect: 'template',
  secret: 'whsec_old',
  secretSource: 'own',
  headers: { 'x-team': 'support', 'x-api-key': 'hidden-key' },
  auth: { type: 'basic', username: 'me', password: null },
  tls: null,
  delivery: { timeoutMs: 15_000, maxConcurrency: 10 },
  dialectOptions: { preset: 'slack', template: null, contentType: null },
};

function aManifest(stated: JsonRecord, secrets: readonly string[] = []): Manifest {
  return {
    kind: 'Subscription',
    name: 'crm',
    tenant: undefined,
    labels: undefined,
    stated,
    secrets: new Set(secrets),
    placeOf: () => 'f.yaml:1',
  };
}

function aLive(value: JsonRecord = {}): Live {
  const noted = { tenant: 'acme', id: 'sub_1', name: 'crm', isNamed: true, etag: 'v1', labels: {} };
  return { kind: 'Subscription', ...noted, value: { ...LIVE, ...value } };
}

const patchOf = (stated: JsonRecord, setCredentials = false) =>
  compare(aManifest(stated), aLive(), { setCredentials }).patch;

describe('compare', () => {
  it.each<[JsonRecord, JsonRecord]>([
    [{}, {}],
    [{ name: 'CRM', urls: ['https://example.com/a', 'https://example.com/a'] }, {}],
    [{ name: 'Other' }, { name: 'Other' }],
    [{ delivery: { maxConcurrency: 10 } }, {}],
    [{ delivery: { timeoutMs: 5, maxConcurrency: 10 } }, { delivery: { timeoutMs: 5 } }],
    [{ headers: { 'x-api-key': 'hidden-key', 'x-team': 'support' } }, {}],
    [{ headers: { 'x-team': 'support' } }, { headers: { 'x-team': 'support' } }],
    [{ dialectOptions: { preset: 'slack', template: null } }, {}],
    [{ dialectOptions: { preset: null } }, { dialectOptions: { preset: null } }],
    [{ auth: { type: 'basic', username: 'me' } }, {}],
    [{ auth: { type: 'basic', username: 'me', password: 'p' } }, {}],
    [
      { auth: { type: 'basic', username: 'you', password: 'p' } },
      { auth: { type: 'basic', username: 'you', password: 'p' } },
    ],
    [{ secret: 'whsec_old' }, {}],
    [{ secret: null }, { secret: null }],
    [
      { dialect: 'standard', secret: 'whsec_new' },
      { dialect: 'standard', secret: 'whsec_new' },
    ],
  ])('of %j sends %j', (stated, patch) => {
    expect(patchOf(stated)).toEqual(patch);
  });

  it('sends credentials when asked to, and else says that it cannot compare them', () => {
    const auth = { type: 'basic', username: 'me', password: 'p' };
    expect(patchOf({ auth }, true)).toEqual({ auth });
    const { hidden, isSame } = compare(aManifest({ auth }), aLive(), { setCredentials: false });
    expect([hidden, isSame]).toEqual([['auth'], true]);
  });

  it('sends stated credentials again where URLs lead to another origin', () => {
    const auth = { type: 'basic', username: 'me', password: 'p' };
    const away = ['https://example.com/a', 'https://other.example/a'];
    expect(patchOf({ urls: away, auth })).toEqual({ urls: away, auth });
    expect(patchOf({ urls: ['https://example.com/b'], auth })).toEqual({ urls: ['https://example.com/b'] });
  });

  it('takes URLs that were disabled for a difference from an active subscription', () => {
    const live = aLive({
      status: 'active',
      disabledUrls: [{ url: 'https://example.com/a', reason: 'gone' }],
    });
    const patch = (status: string) => compare(aManifest({ status }), live, { setCredentials: false }).patch;
    expect([patch('active'), patch('inactive')]).toEqual([{ status: 'active' }, { status: 'inactive' }]);
  });

  it('rotates a changed signing secret instead of replacing it', () => {
    const { patch, rotateTo, isSame } = compare(aManifest({ secret: 'whsec_new' }), aLive(), {
      setCredentials: false,
    });
    expect([patch, rotateTo, isSame]).toEqual([{}, 'whsec_new', false]);
  });
});

describe('what is shown of a change', () => {
  function changes(stated: JsonRecord, secrets: readonly string[], live: JsonRecord = {}): string {
    const manifest = aManifest(stated, secrets);
    const found = aLive(live);
    const comparison = compare(manifest, found, { setCredentials: false });
    const step = { kind: 'update', tenant: 'acme', manifest, live: found, comparison } as const;
    return JSON.stringify(shownChanges(step));
  }

  it('has neither what comes from outside of the file nor what stood there before and may be secret', () => {
    const text = changes(
      {
        headers: { 'x-pin': '4711' },
        urls: ['https://example.com/new?token=outside', 'https://example.com/b'],
      },
      ['/spec/headers/x-pin', '/spec/urls/0'],
      {
        urls: ['https://example.com/old?token=inside', 'https://hooks.slack.com/services/inside'],
        headers: { 'x-pin': '0815', 'x-api-key': 'hidden-key' },
      },
    );
    for (const secret of ['4711', '0815', 'outside', 'inside', 'hidden-key'])
      expect(text).not.toContain(secret);
    expect(text).toContain('(another secret)');
    expect(text).toContain('https://example.com/b');
  });

  it.each([
    ['one text that became a list', ['https://example.com/in', 'https://example.com/other'], ['/spec/urls']],
    [
      'an item that moved up, since another stood there twice',
      ['https://example.com/b', 'https://example.com/b', 'https://example.com/in'],
      ['/spec/urls/2'],
    ],
  ])('masks URLs from outside of the file: %s', (_what, urls, secrets) => {
    for (const live of [
      ['https://example.com/old'],
      ['https://example.com/b', 'https://example.com/old'],
      [],
    ]) {
      const text = changes({ urls }, secrets, { urls: live });
      expect(text).not.toMatch(/example\.com\/(in|old)/);
      expect(text).toContain('secret)');
    }
  });

  it('masks what comes from outside of a new one, too', () => {
    const manifest = aManifest({ urls: ['https://example.com/in'] }, ['/spec/urls']);
    const step = { kind: 'create', tenant: 'acme', manifest } as const;
    expect(shownChanges(step)).toEqual([{ pointer: '/spec/urls', before: undefined, after: ['(secret)'] }]);
  });

  it('shows what stands in the file, and what was there and is none', () => {
    const text = changes({ headers: { 'x-team': 'sales' } }, []);
    expect(text).toContain('"x-team":"support"');
    expect(text).toContain('"x-team":"sales"');
  });

  it('tells a secret that stays from one that changes', () => {
    expect(
      changes({ headers: { 'x-api-key': 'hidden-key', 'x-team': 'support' }, name: 'New' }, [
        '/spec/headers/x-api-key',
      ]),
    ).not.toContain('headers');
    expect(changes({ secret: 'whsec_new' }, ['/spec/secret'])).toContain('"after":"(another secret)"');
  });
});
