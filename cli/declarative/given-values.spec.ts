import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenValues } from './given-values.js';

describe('givenValues', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskhook-given-'));
    writeFileSync(join(folder, 'secret.txt'), 'from a file\n');
    writeFileSync(join(folder, 'empty.txt'), '\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const given = (value: unknown, env: NodeJS.ProcessEnv = { A: 'one', B: 'two', EMPTY: '' }) =>
    givenValues(value, ['spec'], { env, folder });

  it.each([
    ['${A}', 'one'],
    ['x ${A} and ${B}', 'x one and two'],
    ['$${A}', '${A}'],
    ['$$${A}', '$${A}'],
    ['$A {A} ${} ${a-b} {{ A }}', '$A {A} ${} ${a-b} {{ A }}'],
    ['^\\d+$', '^\\d+$'],
  ])('reads %s as %s', (text, expected) => {
    expect(given(text).value).toBe(expected);
  });

  it('takes texts from the environment and from files, and notes where', () => {
    const { value, secrets, faults } = given({
      a: { secretFrom: { env: 'A' } },
      list: ['${B}', 'plain', { 'with/slash': { secretFrom: { file: 'secret.txt' } } }],
      number: 1,
      none: null,
    });
    expect(value).toEqual({
      a: 'one',
      list: ['two', 'plain', { 'with/slash': 'from a file' }],
      number: 1,
      none: null,
    });
    expect([...secrets]).toEqual(['/spec/a', '/spec/list/0', '/spec/list/2/with~1slash']);
    expect(faults).toEqual([]);
  });

  it('names everything that cannot be had', () => {
    const { faults } = given({
      a: '${MISSING}',
      b: { secretFrom: { env: 'MISSING' } },
      c: { secretFrom: { file: 'nowhere.txt' } },
      d: { secretFrom: { env: 'A', file: 'secret.txt' } },
      e: 'Bearer ${EMPTY}',
      f: { secretFrom: { env: 'EMPTY' } },
      g: { secretFrom: { file: 'empty.txt' } },
    });
    expect(faults.map(({ pointer }) => pointer)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `/spec/${name}`),
    );
    expect(faults[0]?.detail).toContain('no MISSING');
    expect(faults[3]?.detail).toContain('one of them');
    expect(faults.slice(4).map(({ detail }) => detail)).toEqual([
      expect.stringContaining('no EMPTY'),
      expect.stringContaining('no EMPTY'),
      'the file empty.txt is empty',
    ]);
  });
});
