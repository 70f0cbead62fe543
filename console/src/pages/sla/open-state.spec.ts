import { expect, it } from '@jest/globals';
import { localTime, openState } from './open-state.js';

const office = {
  timezone: 'Europe/Berlin',
  weeklyHours: {
    monday: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
    tuesday: [{ from: '09:00', to: '17:00' }],
  },
  holidays: [{ date: '2026-03-03', name: 'Closed', hours: [] }],
};
/** 2026-03-02 is a Monday; Berlin is an hour ahead of UTC. */
const at = (instant: string) => openState(office, Date.parse(instant));

it('is open until the span ends', () => {
  expect(at('2026-03-02T09:30:00Z')).toMatchObject({
    isOpen: true,
    changes: { date: '2026-03-02', time: '12:00' },
  });
});

it('is closed over lunch', () => {
  expect(at('2026-03-02T11:30:00Z')).toMatchObject({
    isOpen: false,
    changes: { date: '2026-03-02', time: '13:00' },
  });
});

it('leaves holidays out', () => {
  const { isOpen, changes } = at('2026-03-02T20:00:00Z');
  expect(isOpen).toBe(false);
  expect(changes).toEqual({ date: '2026-03-09', day: 'monday', time: '09:00' });
});

it('goes on over midnight, for as long as it does', () => {
  const always = [{ from: '00:00', to: '24:00' }];
  const night = {
    ...office,
    holidays: [],
    weeklyHours: { monday: always, tuesday: [{ from: '00:00', to: '06:00' }] },
  };
  const { changes } = openState(night, Date.parse('2026-03-02T12:00:00Z'));
  expect(changes).toEqual({ date: '2026-03-03', day: 'tuesday', time: '06:00' });
});

it('never changes where nothing is open', () => {
  expect(openState({ ...office, weeklyHours: {}, holidays: [] }, 0)).toMatchObject({
    isOpen: false,
    changes: null,
  });
});

it('reads the time of a zone, midnight included', () => {
  expect(localTime('Asia/Kolkata', Date.parse('2026-03-01T18:30:00Z'))).toEqual({
    date: '2026-03-02',
    time: '00:00',
    day: 'monday',
  });
});
