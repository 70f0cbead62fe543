import { Group, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { Calendar } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { useNow } from '../../ui/now.js';
import { PageHeader } from '../../ui/page-header.js';
import { calendarBody, draftOf, type CalendarDraft } from './calendar-draft.js';
import { CalendarForm } from './calendar-form.js';
import { DeleteButton } from './delete-button.js';
import { NextHolidays } from './holidays-list.js';
import { OpenBadge } from './open-badge.js';
import { calendarQuery } from './use-calendars.js';
import { WeekDrawing } from './week-drawing.js';

export const Route = createLazyRoute('/t/$tenant/sla/calendars/$id')({ component: CalendarPage });

/** What somebody writes in the form is not replaced by what others have saved meanwhile. */
const UNDISTURBED = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** One calendar: a form for those who may change it, a drawing for the others. */
function CalendarPage() {
  const tenant = useTenant();
  const { id } = useParams({ from: '/t/$tenant/sla/calendars/$id' });
  const mayConfigure = useMay('configure');
  const calendar = useQuery({ ...calendarQuery(tenant, id), ...UNDISTURBED });
  return (
    <>
      <PageHeader
        title={calendar.data?.name ?? id}
        back={{ link: { to: '/t/$tenant/sla/calendars', params: { tenant } }, label: 'Calendars' }}
        description={calendar.data === undefined ? undefined : <OpenNow calendar={calendar.data} />}
        actions={
          mayConfigure && calendar.data !== undefined ? <Delete calendar={calendar.data} /> : undefined
        }
      />
      {calendar.isError && (
        <ErrorState problem={asProblem(calendar.error)} onRetry={() => void calendar.refetch()} />
      )}
      {calendar.isPending && <Skeleton h={420} />}
      {calendar.data !== undefined &&
        (mayConfigure ? (
          <Edited key={calendar.data.etag} calendar={calendar.data} />
        ) : (
          <Shown calendar={calendar.data} />
        ))}
    </>
  );
}

function OpenNow({ calendar }: { readonly calendar: Calendar }) {
  return (
    <Group gap="xs">
      <OpenBadge calendar={calendar} />
    </Group>
  );
}

function Shown({ calendar }: { readonly calendar: Calendar }) {
  const now = useNow();
  return (
    <Stack maw={640}>
      <WeekDrawing calendar={calendar} nowMs={now} />
      <NextHolidays calendar={calendar} nowMs={now} />
    </Stack>
  );
}

function Edited({ calendar }: { readonly calendar: Calendar }) {
  const tenant = useTenant();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (draft: CalendarDraft) =>
      ask(
        api.PATCH('/v1/tenants/{tenant}/calendars/{id}', {
          params: { path: { tenant, id: calendar.id }, header: { 'if-match': calendar.etag } },
          body: calendarBody(draft),
        }),
      ),
    onSuccess: async (saved) => {
      queries.setQueryData(calendarQuery(tenant, calendar.id).queryKey, saved);
      await queries.invalidateQueries({ queryKey: ['calendars', tenant] });
      notifyDone('Saved. Clocks that run by it are computed anew.');
    },
  });
  return (
    <CalendarForm
      initial={draftOf(calendar)}
      isSaving={save.isPending}
      problem={save.isError ? asProblem(save.error) : null}
      onSave={(draft) => save.mutate(draft)}
    />
  );
}

function Delete({ calendar: { id, name, etag } }: { readonly calendar: Calendar }) {
  const tenant = useTenant();
  const params = { path: { tenant, id }, header: { 'if-match': etag } };
  return (
    <DeleteButton
      kind="calendar"
      name={name}
      text="It cannot be taken back. Deskhook refuses while an SLA policy or a condition names the calendar."
      remove={() => ask(api.DELETE('/v1/tenants/{tenant}/calendars/{id}', { params }))}
    />
  );
}
