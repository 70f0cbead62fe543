import { expect, it } from '@jest/globals';
import { faultsByField, pointerTokens } from './field-faults.js';
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
