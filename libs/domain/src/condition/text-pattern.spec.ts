import { expect, test } from '@jest/globals';
import { RE2JS } from 're2js';
import { MATCHED_TEXT_CHARACTERS_MAX } from './holds.js';
import { compilePattern, isFoundIn } from './text-pattern.js';
import { aConditionEvent, verdictOf } from '../../../../test/support/condition-events.js';

// A backtracking engine would not come back from these before the sun burns out.
test.each(['(a+)+$', '^(a|a)*$', '(a|aa)+$', '(.*a){12}$', '(x+x+)+y'])(
  '%s on a long text ends',
  (source) => {
    const compiled = compilePattern(source, false);
    expect(compiled.ok && compiled.pattern.test(`${'a'.repeat(MATCHED_TEXT_CHARACTERS_MAX - 1)}!`)).toBe(
      false,
    );
  },
);

test('the engine is RE2: what needs backtracking is no pattern', () => {
  expect(() => RE2JS.compile('(a)\\1')).toThrow();
  for (const source of ['(a)\\1', '(?=a)', '(?<!a)b', '(?>a)'])
    expect(compilePattern(source, true).ok).toBe(false);
});

test('a pattern keeps no megabytes of what it learnt from a text', () => {
  const source = '(?:a|b)*a(?:a|b){14}c';
  const text = `c${Array.from({ length: 5_000 }, (_, n) => 'ab'[Math.floor(Math.sin(n) * 1e6) & 1]).join('')}`;
  const [plain, kept] = [RE2JS.compile(source), RE2JS.compile(source)];
  expect([plain.test(text), isFoundIn(kept, text)]).toEqual([false, false]);
  expect(plain.re2().lazyDFA.stateCount).toBeGreaterThan(1_000);
  expect(kept.re2().lazyDFA.stateCount).toBe(0);
  expect([isFoundIn(kept, `${text}a${'b'.repeat(14)}c`), isFoundIn(kept, text)]).toEqual([true, false]);
});

test('of a very long text the beginning is looked through', () => {
  const event = (before: number) =>
    aConditionEvent({ data: { ticket: { id: 1, subject: `${'x'.repeat(before)}end` } } });
  const condition = { field: 'ticket.subject', op: 'matches', value: 'end' };
  expect(verdictOf(condition, event(MATCHED_TEXT_CHARACTERS_MAX - 3))).toBe(true);
  expect(verdictOf(condition, event(MATCHED_TEXT_CHARACTERS_MAX - 2))).toBe(false);
});

test('the texts of a list are looked through as if they were one', () => {
  const event = (...texts: string[]) => aConditionEvent({ data: { own: texts } });
  const condition = { field: 'data.own', op: 'matches', value: 'end' };
  const long = 'x'.repeat(MATCHED_TEXT_CHARACTERS_MAX - 3);
  expect(verdictOf(condition, event('x', 'end'))).toBe(true);
  expect(verdictOf(condition, event(long, 'end'))).toBe(true);
  expect(verdictOf(condition, event(long, 'x', 'end'))).toBe(false);
});
