import { expect, it } from '@jest/globals';
import { editable, eventIdIn, eventIn, faultsOfEvent } from './mend.js';
import { isReason, typeOfSubject } from './reasons.js';

it('shows JSON with line breaks, and what is none as it came', () => {
  expect(editable('{"id":"1"}')).toBe('{\n  "id": "1"\n}');
  expect(editable('{"id":"1')).toBe('{"id":"1');
});

it('takes the faults of a body for those of the event', () => {
  const faults = [
    { pointer: '/event/data/ticket/id', detail: 'is required' },
    { pointer: '/event', detail: 'is too large' },
  ];
  expect(faultsOfEvent(faults).map(({ pointer }) => pointer)).toEqual(['/data/ticket/id', '']);
});

it('finds the event in a text, and its id', () => {
  expect(eventIn('{"id":"1"}')).toEqual({ id: '1' });
  expect([eventIn('[]'), eventIn('null'), eventIn('{')]).toEqual([null, null, null]);
  expect([eventIdIn('{"id":"1"}'), eventIdIn('{"id":1}'), eventIdIn('{}')]).toEqual(['1', null, null]);
});

it('knows a type from its subject, and a reason from other words', () => {
  expect(typeOfSubject('events.acme.ticket.created')).toBe('ticket.created');
  expect(typeOfSubject('events.acme')).toBeNull();
  expect([isReason('not_json'), isReason('toString'), isReason(5)]).toEqual([true, false, false]);
});
