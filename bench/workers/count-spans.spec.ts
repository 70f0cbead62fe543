import { expect, it } from '@jest/globals';
import { countSpans } from './count-spans.js';

/** A field of protobuf whose content is bytes. */
function field(number: number, ...content: readonly (readonly number[])[]): number[] {
  const bytes = content.flat();
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length % 128) + 128, bytes.length >> 7];
  return [number * 8 + 2, ...length, ...bytes];
}

it('counts the spans of an export request, and nothing else in it', () => {
  const span = field(
    2,
    field(1, Array<number>(16).fill(7)),
    [7 * 8 + 1, 1, 2, 3, 4, 5, 6, 7, 8],
    [6 * 8, 200, 1],
  );
  const scope = field(1, field(1, [1, 2, 3]));
  const resource = field(1, field(2, [9]));
  const many = Array.from({ length: 5 }, () => span);
  const request = [
    ...field(1, resource, field(2, scope, ...many), field(2, scope, span)),
    ...field(1, resource),
  ];
  expect(countSpans(Uint8Array.from(request))).toBe(6);
  expect(countSpans(new Uint8Array())).toBe(0);
});
