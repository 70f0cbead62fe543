import { describe, expect, test } from '@jest/globals';
import { changesBetween } from './audit-changes.js';
import { Veiled } from './veiled.js';

describe('changes of the audit log', () => {
  test('are those of fields that differ, whatever they hold', () => {
    const before = { name: 'a', urls: ['x'], condition: { all: [] }, gone: 1, same: null };
    const after = { name: 'b', urls: ['x'], condition: { any: [] }, come: 2 };
    expect(changesBetween(before, after)).toEqual({
      name: { before: 'a', after: 'b' },
      condition: { before: { all: [] }, after: { any: [] } },
      gone: { before: 1, after: null },
      come: { before: null, after: 2 },
    });
  });

  test('of something new or gone are all that it has', () => {
    expect(changesBetween(null, { name: 'a', secret: null })).toEqual({ name: { before: null, after: 'a' } });
    expect(changesBetween({ name: 'a' }, null)).toEqual({ name: { before: 'a', after: null } });
    expect(changesBetween(null, null)).toEqual({});
  });

  test('never show what is veiled, only that it differs', () => {
    const secret = (text: string) => ({
      secret: new Veiled(text),
      urls: [new Veiled(`u?${text}`, 'u?[hidden]')],
    });
    expect(changesBetween(secret('planted-a'), secret('planted-a'))).toEqual({});
    const changes = changesBetween(secret('planted-a'), secret('planted-b'));
    expect(changes).toEqual({
      secret: { before: '[hidden]', after: '[changed]' },
      urls: { before: ['u?[hidden]'], after: ['u?[hidden]'] },
    });
    const all = [changes, changesBetween(null, secret('planted')), changesBetween(secret('planted'), null)];
    expect(JSON.stringify(all)).not.toContain('planted');
  });

  test('cut what is long, and say how long it was', () => {
    const { body } = changesBetween(null, { body: 'x'.repeat(20_000) });
    expect(String(body?.after)).toMatch(/… \(20002 characters\)$/);
    expect(String(body?.after).length).toBeLessThan(8_100);
  });
});
