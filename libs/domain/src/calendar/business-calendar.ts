/** Wall-clock hours of one day, `HH:MM`, open from the first (included) to the second (not included), at most `24:00`. */
export interface OpenHours {
  readonly from: string;
  readonly to: string;
}

/** A date such as `2026-12-25` whose hours replace those of its weekday; none: closed all day. */
export interface Holiday {
  readonly date: string;
  readonly hours: readonly OpenHours[];
}

/** Monday first. */
export const WEEKDAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type WeekdayName = (typeof WEEKDAY_NAMES)[number];

/** When a tenant's people work: wall-clock hours in a zone of the IANA database. A weekday that is absent is closed. */
export interface BusinessCalendarDefinition {
  readonly timezone: string;
  readonly weeklyHours: Readonly<Partial<Record<WeekdayName, readonly OpenHours[] | undefined>>>;
  readonly holidays: readonly Holiday[];
}
