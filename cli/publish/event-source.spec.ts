import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { writtenEvents } from './event-source.js';

const read = async (text: string) => {
  const events: (readonly [string, unknown])[] = [];
  for await (const one of writtenEvents('-', Readable.from([text])))
    events.push([one.place, JSON.parse(one.text)]);
  return events;
};

describe('events of a file', () => {
  test.each([
    [
      'one on each line',
      '{"id":1}\n\n{"id":2}\r\n',
      [
        ['line 1', { id: 1 }],
        ['line 3', { id: 2 }],
      ],
    ],
    ['one document', '{\n  "id": 1\n}\n', [['', { id: 1 }]]],
    [
      'an array',
      '[{"id":1},{"id":2}]',
      [
        ['event 1', { id: 1 }],
        ['event 2', { id: 2 }],
      ],
    ],
    [
      'an array on many lines',
      '[\n{"id":1}\n,\n{"id":2}\n]',
      [
        ['event 1', { id: 1 }],
        ['event 2', { id: 2 }],
      ],
    ],
    ['none', '\n\n', []],
    ['a document after an empty line', '\n{\n  "id": 1\n}\n', [['', { id: 1 }]]],
    ['what Windows writes', '\ufeff{"id":1}\r\n', [['line 1', { id: 1 }]]],
  ])('%s', async (_what, text, events) => {
    expect(await read(text)).toEqual(events);
  });

  test.each([
    ['the last', '{"id":1}\n{"id":2\n', ['line 1', 'line 2 is not JSON']],
    ['one between others', '{"id":1}\nwhat\n{"id":3}\n', ['line 1', 'line 2 is not JSON', 'line 3']],
    ['the first', '{"id":\n{"id":2}\n{"id":3}\n', ['line 1 is not JSON', 'line 2', 'line 3']],
  ])(
    'a broken line, %s, is told with its number, and the others are read',
    async (_which, text, expected) => {
      const told: string[] = [];
      for await (const { place, fault } of writtenEvents('-', Readable.from([text])))
        told.push(fault === undefined ? place : `${place} is not JSON`);
      expect(told).toEqual(expected);
    },
  );

  test('a document that is none', async () => {
    await expect(read('what')).rejects.toThrow('is not JSON');
    await expect(read('[\n{"id":1}\n')).rejects.toThrow('is not JSON');
  });

  test('numbers of an array stay as they are written', async () => {
    const events: string[] = [];
    for await (const { text } of writtenEvents('-', Readable.from(['[{"id":12345678901234567890}]'])))
      events.push(text);
    expect(events).toEqual(['{"id":12345678901234567890}']);
  });

  test('an input that does not end is left when it is interrupted', async () => {
    const interrupt = new AbortController();
    const stdin = new PassThrough();
    stdin.write('{"id":1}\n');
    const places: string[] = [];
    for await (const { place } of writtenEvents('-', stdin, interrupt.signal)) {
      places.push(place);
      interrupt.abort();
    }
    expect(places).toEqual(['line 1']);
  });
});
