import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sseEvents, type SseEvent } from './sse-events.js';

const TEXT =
  'retry: 2000\n\n: still here\nid: 7\n\nid: 8\nevent: attempt\ndata: {"a":1}\n\nid: 9\r\nevent: end\r\ndata: one\r\ndata: two\r\n\r\n';
const EVENTS = [
  { event: '', data: '', id: undefined },
  { event: '', data: '', id: '7' },
  { event: 'attempt', data: '{"a":1}', id: '8' },
  { event: 'end', data: 'one\ntwo', id: '9' },
];

async function read(chunks: readonly string[]): Promise<readonly SseEvent[]> {
  async function* source() {
    yield* chunks;
  }
  const events: SseEvent[] = [];
  for await (const event of sseEvents(source())) events.push(event);
  return events;
}

describe('server-sent events', () => {
  test('with places, comments, and data of several lines', async () => {
    expect(await read([TEXT])).toEqual(EVENTS);
  });

  test('wherever the network cuts', async () => {
    const cut = fc.array(fc.nat({ max: TEXT.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cut, async (places) => {
        const at = [0, ...places.toSorted((a, b) => a - b), TEXT.length];
        const chunks = at.slice(1).map((end, index) => TEXT.slice(at[index], end));
        expect(await read(chunks)).toEqual(EVENTS);
      }),
    );
  });

  test('what has not come to its end is none', async () => {
    expect(await read(['data: cut'])).toEqual([]);
  });
});
