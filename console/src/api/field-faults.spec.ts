import { expect, it } from '@jest/globals';
import { faultsByField, pointerTokens, spokenFault } from './field-faults.js';
import { ProblemError } from './problem.js';

const refused = (...faults: { pointer: string; detail: string }[]) =>
  new ProblemError(422, 'Refused', '', faults);

it('reads pointers', () => expect(pointerTokens('/headers/x~1y/a~0b')).toEqual(['headers', 'x/y', 'a~b']));

it('gives each fault to the closest field and keeps the others', () => {
  const problem = refused(
    { pointer: '/delivery/timeoutMs', detail: 'too long' },
    { pointer: '/urls/2', detail: 'no URL' },
    { pointer: '/urls/3', detail: 'no URL either' },
    { pointer: '/other', detail: 'unknown' },
  );
  expect(faultsByField(problem, ['urls', 'delivery', 'delivery.timeoutMs'])).toEqual({
    byField: { 'delivery.timeoutMs': 'too long', urls: 'no URL; no URL either' },
    rest: [{ pointer: '/other', detail: 'unknown' }],
  });
});

it.each([
  ['Too big: expected string to have <=255 characters', 'too long: at most 255 characters'],
  ['Too small: expected string to have >=16 characters', 'too short: at least 16 characters'],
  ['Too small: expected string to have >=1 characters', 'must not be empty'],
  ['Too big: expected string to have exactly 1 characters', 'too long: exactly 1 character'],
  ['Too big: expected array to have <=20 items', 'too many: at most 20 entries'],
  ['Too big: expected array to have <=1 items', 'too many: at most 1 entry'],
  ['Too big: expected number to be <=10', 'must be at most 10'],
  ['Too small: expected number to be >0', 'must be more than 0'],
  ['expected string, received number', 'must be a text'],
  ['expected int, received number', 'must be a whole number'],
  ['is required', 'is required'],
  ['expected a URL with a host', 'expected a URL with a host'],
])('says %s as %s', (detail, spoken) => expect(spokenFault(detail)).toBe(spoken));
