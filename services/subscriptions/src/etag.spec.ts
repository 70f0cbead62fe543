import { describe, expect, it } from '@jest/globals';
import { FailureError } from '@deskhook/contracts';
import { assertMatch, etagOf } from './etag.js';

describe('If-Match', () => {
  it.each([null, '*', 'v3', '"v3"', 'W/"v3"', '"v2", "v3"'])('lets %p through at version 3', (ifMatch) => {
    expect(() => assertMatch(ifMatch, 3)).not.toThrow();
  });

  it.each(['v2', '"v33"', '', '"v2", "v4"'])('stops %p at version 3', (ifMatch) => {
    expect(() => assertMatch(ifMatch, 3)).toThrow(FailureError);
  });

  it('differs between versions', () => {
    expect(etagOf(1)).not.toBe(etagOf(2));
  });
});
