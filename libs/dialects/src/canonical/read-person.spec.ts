import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../json-value.js';
import type { IdKind } from './integer-ids.js';
import { readPerson, readPersonOrNull } from './read-person.js';

const asked: string[] = [];
const ids = (kind: IdKind, key: string): number => {
  asked.push(`${kind} ${key}`);
  return 1_000_000_000 + asked.length;
};
const client = (value: JsonValue) => readPerson(ids, value, 'client');

describe('the id of a person', () => {
  test.each<[JsonValue, number]>([
    [{ id: 45 }, 45],
    [{ id: '45' }, 45],
    [{ id: 0 }, 0],
    [{ name: 'Nobody' }, 0],
    [null, 0],
  ])('of %j is %i, nothing is asked for', (value, id) => {
    asked.length = 0;
    expect(client(value).id).toBe(id);
    expect(asked).toEqual([]);
  });

  test.each<[JsonValue, string]>([
    [{ id: 'b7c1-44' }, 'person b7c1-44'],
    [{ id: '9007199254740993' }, 'person 9007199254740993'],
    [{ id: -1.5 }, 'person -1.5'],
    [{ external_id: 'crm-1', email: 'a@example.com' }, 'person crm-1'],
    [{ email: ' Ana@Example.com ' }, 'person ana@example.com'],
  ])('of %j stands for the key "%s"', (value, key) => {
    asked.length = 0;
    expect(client(value).id).toBe(1_000_000_001);
    expect(asked).toEqual([key]);
  });

  test('its own key is the external id, else the id', () => {
    expect(client({ id: 45, external_id: 'crm-45' }).externalId).toBe('crm-45');
    expect(client({ id: 45 }).externalId).toBe('45');
    expect(client({ name: 'x' }).externalId).toBe('');
  });
});

describe('the names of a person', () => {
  test.each<[JsonValue, [string, string, string]]>([
    [{ name: 'John Doe' }, ['John Doe', 'John', 'Doe']],
    [{ name: 'Ana Maria  de Souza' }, ['Ana Maria  de Souza', 'Ana', 'Maria  de Souza']],
    [{ name: 'Cher' }, ['Cher', 'Cher', '']],
    [{ first_name: 'John', last_name: 'Doe' }, ['John Doe', 'John', 'Doe']],
    [{ first_name: 'John' }, ['John', 'John', '']],
    [{ name: 'Ana Maria Souza', first_name: 'Ana Maria' }, ['Ana Maria Souza', 'Ana Maria', 'Souza']],
    [{ name: 'Ana Maria Souza', last_name: 'Maria Souza' }, ['Ana Maria Souza', 'Ana', 'Maria Souza']],
    [{ name: 'JD', first_name: 'John', last_name: 'Doe' }, ['JD', 'John', 'Doe']],
    [{ email: 'john@example.com' }, ['john@example.com', '', '']],
    [{}, ['', '', '']],
  ])('of %j are %j', (value, [name, firstName, lastName]) => {
    expect(client(value)).toMatchObject({ name, firstName, lastName });
  });
});

describe('what makes an agent', () => {
  test.each<[JsonValue, boolean]>([
    [{ is_agent: true, role: 'customer' }, true],
    [{ is_agent: false, kind: 'agent' }, false],
    [{ kind: 'agent' }, true],
    [{ profile_type: 3 }, true],
    [{ profile_type: 2 }, false],
    [{ roles: ['Administrator'] }, true],
    [{ roles: [{ slug: 'subscriber' }] }, false],
    [{}, false],
  ])('%j: %p', (value, isAgent) => {
    expect(client(value).isAgent).toBe(isAgent);
  });

  test('where nothing is said, the place decides: role and codes follow', () => {
    expect(readPerson(ids, { id: 1 }, 'agent')).toMatchObject({
      isAgent: true,
      role: 'agent',
      profileType: 1,
    });
    expect(client({ id: 1 })).toMatchObject({
      isAgent: false,
      role: 'customer',
      profileType: 2,
      personType: 1,
    });
  });

  test('codes that Movidesk does not know count as not stated', () => {
    expect(client({ person_type: 3, profile_type: 9 })).toMatchObject({ personType: 1, profileType: 2 });
    expect(client({ person_type: 4, profile_type: '3' })).toMatchObject({ personType: 4, profileType: 3 });
  });
});

describe('avatars', () => {
  test('are gravatars of the lower-case, trimmed address where none is stated', () => {
    expect(client({ email: ' MyEmailAddress@example.com ' }).avatar['48']).toBe(
      'https://secure.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346.png?r=PG&s=48',
    );
  });

  test('are those stated; a missing size is the largest of them', () => {
    const { avatar } = client({ avatar: { '24': 'https://a/24', '64': 'https://a/64' } });
    expect(avatar).toMatchObject({ '20': 'https://a/64', '24': 'https://a/24', '128': 'https://a/64' });
    expect(client({ avatar: 'https://a/x' }).avatar['20']).toBe('https://a/x');
  });
});

describe('somebody who may be absent', () => {
  test.each<[JsonValue]>([
    [null],
    [{}],
    [{ type: 'system', name: 'Trigger' }],
    [[1]],
    [true],
    [{ phone: '1' }],
  ])('%j is nobody', (value) => {
    expect(readPersonOrNull(ids, value, 'client')).toBeNull();
  });

  test('may be a bare id or address', () => {
    expect(readPersonOrNull(ids, 12, 'agent')).toMatchObject({ id: 12, isAgent: true });
    expect(readPersonOrNull(ids, 'ana@example.com', 'agent')).toMatchObject({ email: 'ana@example.com' });
  });
});
