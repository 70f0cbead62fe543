import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonArrayElements } from './json-array.js';

const split = (text: string) =>
  jsonArrayElements(Buffer.from(text)).map((bytes) => Buffer.from(bytes).toString());

describe('jsonArrayElements', () => {
  it('gives the elements of any array, as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), (values, indent) => {
        const elements = split(JSON.stringify(values, null, indent));
        expect(elements.map((element) => JSON.parse(element))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });

  it.each([
    ['[]', []],
    [' [ ] ', []],
    ['[1.0, 1e400 ,"],[" ]', ['1.0', '1e400', '"],["']],
    [String.raw`["\"",["\\"],{"a":[1,2]}]`, [String.raw`"\""`, String.raw`["\\"]`, '{"a":[1,2]}']],
  ])('%s', (text, elements) => {
    expect(split(text)).toEqual(elements);
  });
});
