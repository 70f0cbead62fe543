import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { guideOf, shellQuoted, tokenOf } from './guide.js';

const page = (name: string): string => readFileSync(join('docs', `${name}.md`), 'utf8');

describe.each([
  'receivers',
  'dialects/movidesk',
  'dialects/shahiassist',
  'dialects/supportbee',
  'dialects/supportcandy',
  'dialects/supportgenix',
])('docs/%s.md', (name) => {
  const { paragraphs, programs } = guideOf(page(name));
  it('says how to know a genuine request', () => {
    expect(paragraphs[0]).toMatch(/sign/i);
    for (const paragraph of paragraphs) expect(paragraph).not.toMatch(/^#|```|\]\(/);
  });
  it('has a whole program in each language, which takes the secret from where the console says', () => {
    expect(programs.map(({ label }) => label)).toEqual(['PHP', 'Node', 'Python']);
    for (const { code } of programs) expect(code).toContain('WEBHOOK_SECRET');
  });
});

it('quotes what a shell would understand otherwise', () => expect(shellQuoted(`a'b$c`)).toBe(`'a'\\''b$c'`));

it('finds the token of a URL', () => {
  expect(tokenOf('https://example.com/hook?token=s3%20cret')).toBe('s3 cret');
  expect(tokenOf('https://example.com/hook')).toBeNull();
});
