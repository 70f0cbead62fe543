import {
  calendarSchema,
  type Calendar,
  type CalendarInput,
  type CalendarPatch,
  type CalendarPut,
  type CalendarRecord,
} from '@deskhook/contracts';
import { z } from 'zod';
import type { CalendarEntity } from './entities/calendar.entity.js';
import { etagOf } from './etag.js';

/** What a calendar says, without what Deskhook notes about it. */
const calendarDefinitionSchema = calendarSchema
  .pick({ name: true, weeklyHours: true, holidays: true, labels: true })
  // It was judged when it came: a runtime with another table of zones must not be kept from all other records.
  .extend({ timezone: z.string() });
export type CalendarDefinition = z.infer<typeof calendarDefinitionSchema>;

/** The definition that a row holds. */
export function calendarDefinition(row: CalendarEntity): CalendarDefinition {
  return calendarDefinitionSchema.parse(row.definition);
}

/** The definition after a patch: what is absent stays, what is given replaces. */
export function patchedCalendar(row: CalendarEntity, patch: CalendarPatch): CalendarDefinition {
  return calendarDefinitionSchema.parse({ ...calendarDefinition(row), ...patch });
}

/** The definition in input, which may name an id too. */
export function givenCalendar({ id: _id, ...definition }: CalendarInput): CalendarDefinition {
  return definition;
}

/** The definition that replaces the row's; labels that are not given stay. */
export function replacedCalendar(row: CalendarEntity | null, put: CalendarPut): CalendarDefinition {
  const kept = row === null ? {} : calendarDefinition(row).labels;
  return { ...put, labels: put.labels ?? kept };
}

/** A calendar as the API shows it. */
export function toCalendar(row: CalendarEntity): Calendar {
  return {
    id: row.id,
    ...calendarDefinition(row),
    etag: etagOf(row.version),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What the hot path needs of a calendar. */
export function calendarRecord(row: CalendarEntity): CalendarRecord {
  const { labels: _labels, ...definition } = calendarDefinition(row);
  return { tenant: row.tenantId, id: row.id, ...definition };
}
