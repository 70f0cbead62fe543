import { Anchor, Button, Card, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCalendarWeek, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import type { Calendar } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { useNow } from '../../ui/now.js';
import { PageHeader } from '../../ui/page-header.js';
import { NextHolidays } from './holidays-list.js';
import { OpenBadge } from './open-badge.js';
import { SlaTabs } from './sla-tabs.js';
import { calendarsQuery } from './use-calendars.js';
import { WeekDrawing } from './week-drawing.js';
import { openMinutes } from './week.js';

export const Route = createLazyRoute('/t/$tenant/sla/calendars')({ component: CalendarsPage });

/** When the tenant's teams work. */
function CalendarsPage() {
  const tenant = useTenant();
  const calendars = useQuery(calendarsQuery(tenant));
  const mayConfigure = useMay('configure');
  return (
    <>
      <PageHeader
        title="Business calendars"
        description="Open hours by the day of the week, in a time zone, and the days that differ. SLA clocks and conditions use them."
        actions={mayConfigure && calendars.data?.items.length !== 0 ? <NewCalendar /> : undefined}
      />
      <SlaTabs />
      {calendars.isError && (
        <ErrorState problem={asProblem(calendars.error)} onRetry={() => void calendars.refetch()} />
      )}
      {calendars.isPending && <Skeleton h={300} maw={620} />}
      {calendars.data?.items.length === 0 && (
        <EmptyState icon={IconCalendarWeek} title="No calendar yet">
          <p>Without one, SLA clocks run around the clock.</p>
          {mayConfigure && <NewCalendar />}
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {calendars.data?.items.map((calendar) => (
          <CalendarCard key={calendar.id} calendar={calendar} />
        ))}
      </SimpleGrid>
    </>
  );
}

function NewCalendar() {
  const tenant = useTenant();
  return (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/t/$tenant/sla/calendars/new" params={{ tenant }} {...props} />}
    >
      New calendar
    </Button>
  );
}

function CalendarCard({ calendar }: { readonly calendar: Calendar }) {
  const tenant = useTenant();
  const now = useNow();
  return (
    <Card withBorder component="article" aria-label={calendar.name}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4">
            <Anchor
              inherit
              renderRoot={(props) => (
                <Link to="/t/$tenant/sla/calendars/$id" params={{ tenant, id: calendar.id }} {...props} />
              )}
            >
              {calendar.name}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            {calendar.timezone} · {openMinutes(calendar.weeklyHours) / 60} h a week ·{' '}
            <code>{calendar.id}</code>
          </Text>
        </Group>
        <Group gap="xs">
          <OpenBadge calendar={calendar} />
        </Group>
        <WeekDrawing calendar={calendar} nowMs={now} />
        <NextHolidays calendar={calendar} nowMs={now} />
      </Stack>
    </Card>
  );
}
