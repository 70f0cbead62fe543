import { expect, it } from '@jest/globals';
import { urgencyOf } from './metrics.js';

const due = '2026-03-01T12:00:00.000Z';
const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

it.each([
  ['running', due, '09:00:00', 'running'],
  ['running', due, '11:30:00', 'soon'],
  ['running', due, '12:00:01', 'overdue'],
  ['breached', due, '12:00:01', 'overdue'],
  ['paused', null, '12:00:01', 'paused'],
  ['met', due, '12:00:01', 'ended'],
] as const)('a clock that is %s and due at %s is at %s %s', (status, dueAt, time, urgency) => {
  expect(urgencyOf({ status, due: dueAt }, at(time))).toBe(urgency);
});
