import { describe, expect, it } from '@jest/globals';
import { yamlDocuments } from './yaml-documents.js';

const read = (text: string) => yamlDocuments({ file: 'f.yaml', folder: '.', text, isFound: false });

describe('yamlDocuments', () => {
  it('finds the line of whatever a pointer means, else of what would hold it', () => {
    const { documents } = read(
      '# a comment\n---\na:\n  - x\n  - b: {c: 1}\n"d/e":\n  f: 2\n---\n---\nsecond: yes\n',
    );
    const [first, second] = documents;
    expect(documents).toHaveLength(2);
    expect(first?.value).toEqual({ a: ['x', { b: { c: 1 } }], 'd/e': { f: 2 } });
    const lines = ['', '/a', '/a/0', '/a/1/b/c', '/d~1e/f', '/a/7', '/missing', '/d~1e/missing/deeper'];
    expect(lines.map((pointer) => first?.placeOf(pointer))).toEqual(
      [3, 3, 4, 5, 7, 3, 3, 6].map((line) => `f.yaml:${line}`),
    );
    expect([second?.value, second?.placeOf('/second')]).toEqual([{ second: 'yes' }, 'f.yaml:10']);
  });

  it.each([
    ['a: 1\na: 2\n', 'f.yaml:2'],
    ['a: [1\nb: 2\n', 'f.yaml:2'],
    ['ok: 1\n---\n\ta: 1\n', 'f.yaml:3'],
  ])('names the line where %j is not YAML', (text, place) => {
    const { documents, faults } = read(text);
    expect(documents).toEqual([]);
    expect(faults[0]?.pointer).toBe(place);
  });

  it('refuses aliases that multiply without end', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [at, name] of 'bcdefgh'.split('').entries()) {
      const before = String.fromCharCode(97 + at);
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    }
    const { documents, faults } = read(bomb.join('\n'));
    expect(documents).toEqual([]);
    expect(faults).toMatchObject([{ pointer: 'f.yaml:1', detail: expect.stringContaining('alias') }]);
  });
});
