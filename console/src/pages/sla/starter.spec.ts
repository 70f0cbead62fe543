import { expect, it } from '@jest/globals';
import { starterOf, starterWords } from './starter.js';

it("makes office hours in the tenant's time zone, and says what it promises", () => {
  const starter = starterOf([], 'Asia/Kolkata');
  expect(starter.calendar).toMatchObject({ kind: 'new', body: { timezone: 'Asia/Kolkata' } });
  expect(starterWords(starter)).toEqual([
    "The calendar “Office hours”: Monday to Friday, 9:00 to 17:00, in the tenant's time zone Asia/Kolkata",
    'The policy “Support in business hours”, which counts in it',
    'All tickets: first response within 8 h, resolution within 40 h',
    'Priority urgent: first response within 1 h, resolution within 8 h',
  ]);
});

it('counts in a calendar that is there already', () => {
  const starter = starterOf([{ id: 'cal_1', name: 'Support desk' }], 'UTC');
  expect(starter.calendar).toEqual({ kind: 'existing', id: 'cal_1', name: 'Support desk' });
  expect(starterWords(starter)[0]).toContain('your calendar “Support desk”');
  expect(starter.policy('cal_1').calendar).toBe('cal_1');
});
