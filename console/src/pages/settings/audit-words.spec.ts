import { expect, it } from '@jest/globals';
import { actorName, auditFilters, doneIn, OPERATIONS, spokenValue } from './audit-words.js';

it('says what was done, and names what it has no words for', () => {
  expect(doneIn('rotateTenantSecret')).toBe('rotated the default secret of the tenant');
  expect(doneIn('somethingNew')).toBe('did somethingNew to');
  expect(OPERATIONS).toContain('disableEndpoint');
});

it('says who did it', () => {
  expect(actorName({ kind: 'root', id: 'root', name: null, role: 'root' })).toBe('The root key');
  expect(actorName({ kind: 'key', id: 'key_1', name: 'Plug-in', role: 'admin' })).toBe('Plug-in');
  expect(actorName({ kind: 'system', id: 'dispatcher', name: null, role: 'service' })).toBe(
    'Deskhook (dispatcher)',
  );
});

it('shows values on one line', () => {
  const values = [null, 'a', ['a', 'b'], [], ['a', 1], { a: true }, 5];
  expect(values.map(spokenValue)).toEqual(['–', 'a', 'a, b', 'none', '["a",1]', '{"a":true}', '5']);
});

it('takes the filters from an address', () => {
  expect(auditFilters({ actor: '7', operation: 'putTenant', target: '', other: 1 })).toEqual({
    actor: '7',
    operation: 'putTenant',
  });
});
