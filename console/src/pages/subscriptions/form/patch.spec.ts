import { expect, it } from '@jest/globals';
import { newDraft, type Draft } from './draft.js';
import { patchOf, rebased } from './patch.js';

const before: Draft = {
  ...newDraft({}),
  name: 'CRM',
  urls: ['https://a.example'],
  events: ['ticket.created'],
  dialect: 'shahiassist',
  delivery: { timeoutMs: 5_000, ordering: 'ticket' },
  options: { shahiassist: { form: 'php', siteUrl: 'https://a.example' } },
  headers: [
    { name: 'x-a', value: '1' },
    { name: 'x-b', value: '2' },
  ],
};

it('says nothing where nothing changed', () => {
  expect(patchOf(before, before)).toEqual({});
  expect(
    patchOf(before, { ...before, urls: ['', ...before.urls], headers: [...before.headers].reverse() }),
  ).toEqual({});
});

it('says only what changed', () =>
  expect(patchOf(before, { ...before, name: 'CRM 2', events: ['*'], condition: { all: [] } })).toEqual({
    name: 'CRM 2',
    events: ['*'],
    condition: { all: [] },
  }));

it('merges settings and options by key; null goes back to the default', () =>
  expect(
    patchOf(before, {
      ...before,
      delivery: { ordering: 'ticket', maxConcurrency: 2 },
      options: { shahiassist: { form: 'js' } },
    }),
  ).toEqual({
    delivery: { timeoutMs: null, maxConcurrency: 2 },
    dialectOptions: { form: 'js', siteUrl: null },
  }));

it('says every setting with another dialect, and the options of that one alone', () =>
  expect(
    patchOf(before, {
      ...before,
      dialect: 'template',
      options: { ...before.options, template: { preset: 'slack' } },
    }),
  ).toEqual({
    dialect: 'template',
    delivery: {
      timeoutMs: 5_000,
      ordering: 'ticket',
      retrySchedule: null,
      successCodes: null,
      maxRedirects: null,
      rateLimit: null,
      maxConcurrency: null,
      traceparent: null,
    },
    dialectOptions: { preset: 'slack' },
  }));

it('keeps the secret unless told, and credentials unless they are typed anew', () => {
  const basic: Draft = { ...before, auth: { ...before.auth, type: 'basic', username: 'jane' } };
  expect(patchOf(before, { ...before, secret: { kind: 'none', own: '' } })).toEqual({ secret: null });
  expect(patchOf(basic, { ...basic, name: 'x' })).toEqual({ name: 'x' });
  expect(patchOf(basic, { ...basic, auth: { ...basic.auth, password: 'new' } })).toEqual({
    auth: { type: 'basic', username: 'jane', password: 'new' },
  });
});

it('puts one’s own changes upon those of somebody else, and tells where both changed the same', () => {
  const mine: Draft = {
    ...before,
    name: 'Mine',
    condition: { all: [] },
    delivery: { timeoutMs: 7_000, maxConcurrency: 1 },
  };
  const newest: Draft = {
    ...before,
    name: 'Theirs',
    events: ['*'],
    condition: { all: [] },
    delivery: { timeoutMs: 9_000, ordering: 'ticket', maxRedirects: 3 },
  };
  const { draft, conflicts } = rebased(before, mine, newest);
  expect(draft).toMatchObject({ name: 'Mine', events: ['*'], condition: { all: [] } });
  expect(draft.delivery).toEqual({ timeoutMs: 7_000, maxConcurrency: 1, maxRedirects: 3 });
  expect(conflicts).toEqual(['name', 'delivery.timeoutMs']);
});
