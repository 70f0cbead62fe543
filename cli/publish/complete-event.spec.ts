import { describe, expect, test } from '@jest/globals';
import { completeEvent, parseSet, type EventEdits } from './complete-event.js';

const nothing: EventEdits = { type: undefined, id: undefined, sets: [] };
const completed = (text: string, edits: Partial<EventEdits> = {}): unknown =>
  JSON.parse(completeEvent(text, { ...nothing, ...edits }, () => 'made'));

describe('completing an event', () => {
  test('one that lacks nothing stays as it is, byte for byte', () => {
    const text =
      '{ "specversion":"1.0","id":"1","source":"/x","type":"a","data":{"n":1.0, "big":12345678901234567890} }';
    expect(completeEvent(`${text}\n`, { ...nothing, type: 'b' }, () => 'made')).toBe(text);
  });

  test('what it lacks is filled in', () => {
    expect(completed('{}', { type: 'ticket.created' })).toEqual({
      specversion: '1.0',
      id: 'made',
      source: '/deskhook-cli',
      type: 'ticket.created',
      data: {},
    });
    expect(completed('{"id":"1","type":"a"}', { id: '2', type: 'b' })).toMatchObject({ id: '2', type: 'a' });
  });

  test('numbers stay as they are written, whatever else is filled in or set', () => {
    const text = '{"type":"a","data":{"ticket":{"id":12345678901234567890,"price":1.10}}}';
    const edits = { ...nothing, sets: [parseSet('ticket.parent=98765432109876543210')] };
    const whole = completeEvent(text, edits, () => 'made');
    expect(whole).toContain('{"id":12345678901234567890,"price":1.10,"parent":98765432109876543210}');
  });

  test('values are set in what is there', () => {
    const text = '{"data":{"ticket":{"id":1,"tags":["a","b"]}}}';
    const sets = ['ticket.id=7', 'ticket.subject=7 days', 'ticket.tags.1=c', 'a.b.c=null', 'x={"y":[1]}'].map(
      parseSet,
    );
    expect(completed(text, { sets })).toMatchObject({
      data: { ticket: { id: 7, subject: '7 days', tags: ['a', 'c'] }, a: { b: { c: null } }, x: { y: [1] } },
    });
  });

  test.each(['ticket.id', '=1', 'a..b=1', '__proto__.x=1'])('--set %s is refused', (text) => {
    expect(() => parseSet(text)).toThrow('path=value');
  });

  test.each(['[]', '1', 'null'])('%s is no event', (text) => {
    expect(() => completed(text)).toThrow('must be a JSON object');
  });
});
