import type { Calendar } from '../../api/types.js';

/** Days as the API names them, in the order of a week. */
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];
export type OpenHours = Calendar['holidays'][number]['hours'][number];
export type WeeklyHours = Readonly<Partial<Record<Day, readonly OpenHours[]>>>;

export const dayName = (day: Day): string => day.charAt(0).toUpperCase() + day.slice(1);

const HOUR_MINUTES = 60;
/** `09:30` as minutes of the day. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR_MINUTES + minutes;
}

/** `09:00–17:00, 18:00–20:00`, or that it is closed. */
export const hoursText = (hours: readonly OpenHours[]): string =>
  hours.length === 0 ? 'closed' : hours.map(({ from, to }) => `${from}–${to}`).join(', ');

/** How many minutes a week is open. */
export function openMinutes(weekly: WeeklyHours): number {
  const spans = DAYS.flatMap((day) => weekly[day] ?? []);
  return spans.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0);
}
