import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonPlaces, lineAt, placeOf } from './json-places.js';

const TEXT = `{
  "type": "ticket.created",
  "data": { "ticket": { "id": [], "a/b": -1.5e3 } }
}`;

const cut = (text: string, pointer: string): string | null => {
  const place = placeOf(jsonPlaces(text), pointer);
  return place === null ? null : text.slice(place.start, place.end);
};

it.each([
  ['/type', '"ticket.created"'],
  ['/data/ticket/id', '[]'],
  ['/data/ticket/a~1b', '-1.5e3'],
  ['', TEXT],
])('finds the value of %s', (pointer, value) => {
  expect(cut(TEXT, pointer)).toBe(value);
});

it('finds where something that is missing belongs', () => {
  expect(cut(TEXT, '/data/user/id')).toBe('{');
  expect(lineAt(TEXT, placeOf(jsonPlaces(TEXT), '/data/user/id')?.start ?? 0)).toBe(3);
});

it('finds what comes before a fault, and the fault', () => {
  const text = '{"type": "ticket.created",\n "id": oops}';
  const found = jsonPlaces(text);
  expect(found.faultAt).toBe(text.indexOf('oops'));
  expect(lineAt(text, found.faultAt ?? 0)).toBe(2);
  expect(cut(text, '/type')).toBe('"ticket.created"');
});

it.each(['', '{', '[1,]', '{"a" 1}', '{"a":1} x', '"\n"', '01'])('says of %j that it is no JSON', (text) => {
  expect(jsonPlaces(text).faultAt).not.toBeNull();
});

it('accepts all JSON, and every place holds its value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const found = jsonPlaces(text);
      expect(found.faultAt).toBeNull();
      for (const { start, end } of found.places.values())
        expect(() => JSON.parse(text.slice(start, end))).not.toThrow();
      expect(JSON.parse(cut(text, '') ?? '')).toEqual(JSON.parse(text));
    }),
  );
});
