import { Button, Fieldset, Grid, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { faultsByField } from '../../api/field-faults.js';
import type { ProblemError } from '../../api/problem.js';
import { ErrorState } from '../../ui/error-state.js';
import { useNow } from '../../ui/now.js';
import { copiedToWorkdays, type CalendarDraft } from './calendar-draft.js';
import { HolidaysInput } from './holidays-input.js';
import { HoursInput } from './hours-input.js';
import { dayName, DAYS } from './week.js';
import { WeekDrawing } from './week-drawing.js';

interface CalendarFormProps {
  readonly initial: CalendarDraft;
  readonly isSaving: boolean;
  /** Why the last attempt to save it was refused. */
  readonly problem: ProblemError | null;
  readonly onSave: (draft: CalendarDraft) => void;
}

const ZONES = Intl.supportedValuesOf('timeZone');
const FIELDS = ['name', 'timezone', 'weeklyHours', 'holidays'];

/** A business calendar as a form, drawn while it is written. */
export function CalendarForm({ initial, isSaving, problem, onSave }: CalendarFormProps) {
  const [draft, setDraft] = useState(initial);
  const now = useNow();
  const faults = problem === null ? null : faultsByField(problem, FIELDS);
  const change = (changed: Partial<CalendarDraft>) => setDraft({ ...draft, ...changed });
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onSave(draft);
      }}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            {problem !== null && (faults?.rest.length !== 0 || problem.faults.length === 0) && (
              <ErrorState problem={problem} />
            )}
            <Group grow align="flex-start">
              <TextInput
                label="Name"
                required
                value={draft.name}
                error={faults?.byField.name}
                onChange={(typed) => change({ name: typed.currentTarget.value })}
              />
              <Select
                label="Time zone"
                required
                searchable
                limit={60}
                data={ZONES.includes(draft.timezone) ? ZONES : [draft.timezone, ...ZONES]}
                value={draft.timezone}
                error={faults?.byField.timezone}
                onChange={(timezone) => change({ timezone: timezone ?? draft.timezone })}
              />
            </Group>
            <Fieldset legend="Open hours">
              <Stack gap="xs">
                {DAYS.map((day) => (
                  <Group key={day} gap="sm" align="center">
                    <Text size="sm" w={92}>
                      {dayName(day)}
                    </Text>
                    <HoursInput
                      label={dayName(day)}
                      value={draft.week[day]}
                      onChange={(hours) => change({ week: { ...draft.week, [day]: hours } })}
                    />
                    {day === 'monday' && (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        onClick={() => setDraft(copiedToWorkdays(draft, day))}
                      >
                        Copy to Friday
                      </Button>
                    )}
                  </Group>
                ))}
                <Text size="xs" c="dimmed">
                  What passes midnight is written as two days: until 24:00, and from 00:00.
                </Text>
                {faults?.byField.weeklyHours !== undefined && <Fault text={faults.byField.weeklyHours} />}
              </Stack>
            </Fieldset>
            <Fieldset legend="Holidays and days that differ">
              <HolidaysInput value={draft.holidays} onChange={(holidays) => change({ holidays })} />
              {faults?.byField.holidays !== undefined && <Fault text={faults.byField.holidays} />}
            </Fieldset>
            <Group>
              <Button type="submit" loading={isSaving}>
                Save
              </Button>
            </Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <WeekDrawing calendar={{ timezone: draft.timezone, weeklyHours: draft.week }} nowMs={now} />
        </Grid.Col>
      </Grid>
    </form>
  );
}

function Fault({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="red" role="alert">
      {text}
    </Text>
  );
}
