import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import { tenantQuery } from '../../api/tenant.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { NotAllowed } from '../../ui/not-allowed.js';
import { PageHeader } from '../../ui/page-header.js';
import { calendarBody, newCalendar, type CalendarDraft } from './calendar-draft.js';
import { CalendarForm } from './calendar-form.js';

export const Route = createLazyRoute('/t/$tenant/sla/calendars/new')({ component: NewCalendarPage });

function NewCalendarPage() {
  const tenant = useTenant();
  const mayConfigure = useMay('configure');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const settings = useQuery({ ...tenantQuery(tenant), enabled: mayConfigure });
  const save = useMutation({
    mutationFn: (draft: CalendarDraft) =>
      ask(
        api.POST('/v1/tenants/{tenant}/calendars', {
          params: { path: { tenant } },
          body: calendarBody(draft),
        }),
      ),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['calendars', tenant] });
      notifyDone(`The calendar "${name}" was created`);
      void navigate({ to: '/t/$tenant/sla/calendars', params: { tenant }, replace: true });
    },
  });
  return (
    <>
      <PageHeader
        title="New calendar"
        back={{ link: { to: '/t/$tenant/sla/calendars', params: { tenant } }, label: 'Calendars' }}
      />
      {!mayConfigure && <NotAllowed what="calendars" />}
      {settings.isError && (
        <ErrorState problem={asProblem(settings.error)} onRetry={() => void settings.refetch()} />
      )}
      {mayConfigure && settings.isPending && <Skeleton h={420} />}
      {settings.data !== undefined && mayConfigure && (
        <CalendarForm
          initial={newCalendar(settings.data.timezone)}
          isSaving={save.isPending}
          problem={save.isError ? asProblem(save.error) : null}
          onSave={(draft) => save.mutate(draft)}
        />
      )}
    </>
  );
}
