import { List, Text } from '@mantine/core';
import type { Calendar } from '../../api/types.js';
import { localTime } from './open-state.js';
import { hoursText } from './week.js';

const SHOWN = 4;

/** The next days that differ. */
export function NextHolidays({ calendar, nowMs }: { readonly calendar: Calendar; readonly nowMs: number }) {
  const { date: today } = localTime(calendar.timezone, nowMs);
  const next = calendar.holidays
    .filter(({ date }) => date >= today)
    .sort((a, b) => a.date.localeCompare(b.date));
  if (next.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No holiday ahead.
      </Text>
    );
  return (
    <List size="sm">
      {next.slice(0, SHOWN).map(({ date, name, hours }) => (
        <List.Item key={date}>
          {date} {name} ({hoursText(hours)})
        </List.Item>
      ))}
      {next.length > SHOWN && <List.Item>… and {next.length - SHOWN} more</List.Item>}
    </List>
  );
}
