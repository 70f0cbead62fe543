import { Button } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import { useTenant } from '../../app/use-session.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';
import { calendarBody, newCalendar } from './calendar-draft.js';
import { newPolicy, policyBody } from './policy-draft.js';
import { calendarsQuery } from './use-calendars.js';

/** Makes what most teams begin with: office hours and a policy that counts in them. */
export function StarterButton() {
  const tenant = useTenant();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: async () => {
      const { items } = await queries.fetchQuery(calendarsQuery(tenant));
      const calendar = items[0]?.id ?? (await makeCalendar(tenant));
      const body = policyBody({ ...newPolicy(calendar), name: 'Support in business hours' });
      return ask(api.POST('/v1/tenants/{tenant}/sla-policies', { params: { path: { tenant } }, body }));
    },
    onSuccess: async () => {
      notifyDone('A policy in business hours is in force: change what does not fit.');
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['sla-policies', tenant] }),
        queries.invalidateQueries({ queryKey: ['calendars', tenant] }),
      ]);
    },
    onError: notifyProblem,
  });
  return (
    <Button leftSection={<IconWand size={16} />} loading={start.isPending} onClick={() => start.mutate()}>
      Create your first policy
    </Button>
  );
}

async function makeCalendar(tenant: string): Promise<string> {
  const draft = newCalendar(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { id } = await ask(
    api.POST('/v1/tenants/{tenant}/calendars', {
      params: { path: { tenant } },
      body: calendarBody({ ...draft, name: 'Office hours' }),
    }),
  );
  return id;
}
