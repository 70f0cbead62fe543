import { EVENT_TYPES, type CatalogueEventType } from '@deskhook/domain';
import { describe, expect, test } from '@jest/globals';
import { aRenderInput } from '../../../../test/support/render-input.js';
import type { JsonObject } from '../json-value.js';
import { keysAskedFor } from './keys-asked-for.js';
import { readEvent } from './read-event.js';
import { sampleEvent } from './sample-event.js';

const NOW = new Date('2026-02-17T14:45:00.000Z');

function sample(type: CatalogueEventType, changes?: JsonObject) {
  return sampleEvent(type, 'acme', 'test-1', NOW, changes);
}

function read(type: CatalogueEventType, changes?: JsonObject) {
  const { time, data } = sample(type, changes);
  return readEvent(aRenderInput({ type, time, data }));
}

/** Paths that hold null, an empty text or an empty list. */
function gapsOf(value: unknown, path = ''): string[] {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    gapsOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

test.each(EVENT_TYPES)('the sample of %s needs no integers made up', (type) => {
  const { time, data } = sample(type);
  const input = aRenderInput({ type, time, data });
  const { keys } = keysAskedFor(
    (ids) => readEvent({ ...input, ids }),
    () => undefined,
  );
  expect(keys).toEqual([]);
});

/** Who gets a copy of a sample is known by the address alone, as in most helpdesks. */
const BARE_ADDRESS = /^cc\./;

describe('samples leave no gap that a receiver could stumble over', () => {
  test('in the ticket', () => {
    const { closedAt, ...ticket } = read('sla.breached').ticket ?? { closedAt: 0 };
    expect(closedAt).toBeNull();
    expect(
      gapsOf(ticket).filter(
        (path) => !/custom_?fields/i.test(path) && !path.includes('avatar') && !BARE_ADDRESS.test(path),
      ),
    ).toEqual([]);
  });

  test('in a reply and its attachments', () => {
    const { message } = read('reply.created');
    const gaps = gapsOf(message).filter((path) => !/customFields/.test(path) && !BARE_ADDRESS.test(path));
    expect(gaps).toEqual([]);
    expect(message).toMatchObject({ kind: 'reply', isInternal: false, author: { isAgent: true } });
  });

  test.each([
    'user.created',
    'user.role_changed',
    'agent.logged_in',
    'article.viewed',
    'sla.breached',
  ] as const)('in what %s is about', (type) => {
    const { user, login, article, breach } = read(type);
    const subject = user ?? article ?? breach;
    expect(subject).not.toBeNull();
    const expected = type === 'user.role_changed' ? [] : ['oldRoles'];
    const gaps = gapsOf({ subject, login: login ?? 'none' }).filter((path) => !/customFields/.test(path));
    expect(gaps).toEqual(user === null ? [] : expected.map((path) => `subject.${path}`));
  });
});

describe('the custom fields of samples', () => {
  test('have all shapes: text, number, flag, several values, choices, file and person', () => {
    const fields = read('ticket.created').ticket?.customFields ?? [];
    expect(fields.map(({ value, values }) => value ?? values)).toEqual([
      'ORD-12345',
      25,
      true,
      ['Berlin', 'São Paulo'],
      ['Widget Pro', 'Widget Cloud'],
      ['contract.pdf'],
      ['John Doe'],
    ]);
  });
});

describe('changes to a sample', () => {
  test('are merged object by object, lists are replaced', () => {
    const { ticket } = read('ticket.created', { ticket: { flags: { spam: true }, agents: [] } });
    expect(ticket).toMatchObject({ id: 123, subject: 'Cannot log in', flags: { spam: true, trash: false } });
    expect(ticket?.agents.map(({ id }) => id)).toEqual([12]);
  });

  test('that name another thing by its id replace it: nothing of the former is left', () => {
    const customer = { id: 45, name: 'John Doe', email: 'john@example.com' };
    const { message } = read('reply.created', { message: { author: customer } });
    expect(message?.author).toMatchObject({ id: 45, phone: null, isAgent: false });
  });
});
