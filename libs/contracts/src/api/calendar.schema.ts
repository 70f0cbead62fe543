import { z } from 'zod';
import { chosenIdSchema } from './entity-id.schema.js';
import { labelsSchema } from './label.schema.js';
import { pageOf } from './page.schema.js';

const HOURS_A_DAY_MAX = 12;
const HOLIDAYS_MAX = 1_000;
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: 'must be a time of the day such as 09:00, at most 24:00',
  abort: true,
});
/** Open from (included) to (not included). What passes midnight is written as two days. */
const openHours = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, 'must end after it begins: write what passes midnight as two days');
const dayHours = z.array(openHours).max(HOURS_A_DAY_MAX);
const weeklyHours = z.strictObject({
  monday: dayHours.optional(),
  tuesday: dayHours.optional(),
  wednesday: dayHours.optional(),
  thursday: dayHours.optional(),
  friday: dayHours.optional(),
  saturday: dayHours.optional(),
  sunday: dayHours.optional(),
});
const holiday = z.strictObject({
  date: z.iso.date('must be a date such as 2026-12-25'),
  name: z.string().trim().max(255).default(''),
  /** The hours that are open on that day after all; none: closed. */
  hours: dayHours.default([]),
});
const timezone = z
  .string()
  .refine(
    (name) => isTimezone(name),
    'is not a time zone: use a name of the IANA database, such as Europe/Berlin',
  );

const fields = {
  name: z.string().trim().min(1, 'must not be empty').max(255),
  timezone,
  weeklyHours,
  holidays: z.array(holiday).max(HOLIDAYS_MAX),
  labels: labelsSchema,
};

/** Input of `POST …/calendars`. */
export const calendarInputSchema = z.strictObject({
  id: chosenIdSchema.optional().describe('Chosen, or made when absent'),
  ...fields,
  holidays: fields.holidays.default([]),
  labels: fields.labels.default({}),
});
export type CalendarInput = z.infer<typeof calendarInputSchema>;
/** Input of `PUT …/calendars/{id}`. */
export const calendarPutSchema = calendarInputSchema
  .omit({ id: true })
  .extend({ labels: labelsSchema.optional().describe('Absent: they stay') });
export type CalendarPut = z.infer<typeof calendarPutSchema>;
/** Input of `PATCH …/calendars/{id}`: what is absent stays, what is given replaces. */
export const calendarPatchSchema = z.strictObject(fields).partial();
export type CalendarPatch = z.infer<typeof calendarPatchSchema>;

export const calendarSchema = z.object({
  id: z.string(),
  ...fields,
  labels: fields.labels.default({}),
  etag: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Calendar = z.infer<typeof calendarSchema>;
export const calendarPageSchema = pageOf(calendarSchema);

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
