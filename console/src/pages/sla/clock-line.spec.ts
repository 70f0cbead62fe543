import { expect, it } from '@jest/globals';
import { clockLine } from './clock-line.js';
import type { Clock } from './metrics.js';

const clock: Clock = {
  metric: 'resolution',
  source: 'policy',
  status: 'running',
  startedAt: '2026-03-01T08:00:00.000Z',
  due: '2026-03-01T12:00:00.000Z',
  targetSeconds: 14_400,
  elapsedSeconds: 7_200,
  remainingSeconds: 7_200,
  endedAt: null,
  breachedAt: null,
  warnings: [{ at: '2026-03-01T11:00:00.000Z', given: false }],
};
const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

it('a clock that runs has what went by and what lies ahead', () => {
  const { stretches, marks } = clockLine(clock, at('10:00:00'));
  expect(stretches.map(({ kind }) => kind)).toEqual(['elapsed', 'ahead']);
  expect(stretches[0]?.to).toBeCloseTo(0.5 / 1.04, 3);
  expect(marks.map(({ kind }) => kind)).toEqual(['warning', 'due', 'now']);
});

it('a clock that is overdue shows by how much', () => {
  const { stretches } = clockLine({ ...clock, status: 'breached' }, at('16:00:00'));
  expect(stretches.map(({ kind }) => kind)).toEqual(['elapsed', 'overdue']);
  expect(stretches[1]?.from).toBeCloseTo(stretches[0]?.to ?? 0);
});

it('a clock that was met early ends there', () => {
  const met: Clock = { ...clock, status: 'met', endedAt: '2026-03-01T09:00:00.000Z', warnings: [] };
  const { stretches, marks } = clockLine(met, at('23:00:00'));
  expect(stretches.map(({ kind }) => kind)).toEqual(['elapsed', 'ahead']);
  expect(marks.at(-1)).toMatchObject({ kind: 'end', text: 'Met' });
});

it('a clock that is paused has no due instant', () => {
  const { stretches, marks } = clockLine(
    { ...clock, status: 'paused', due: null, warnings: [] },
    at('10:00:00'),
  );
  expect(stretches.map(({ kind }) => kind)).toEqual(['elapsed']);
  expect(marks.map(({ kind }) => kind)).toEqual(['now']);
});
