import { Button, List, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import { tenantQuery } from '../../api/tenant.js';
import type { BodyOf, Calendar } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';
import { starterOf, starterWords, type Starter } from './starter.js';
import { calendarsQuery } from './use-calendars.js';

/** Makes what most teams begin with, once it was agreed to: office hours and a policy that counts in them. */
export function StarterButton() {
  const tenant = useTenant();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: async ({ calendar, policy }: Starter) => {
      const id = calendar.kind === 'existing' ? calendar.id : await makeCalendar(tenant, calendar.body);
      const body = policy(id);
      return ask(api.POST('/v1/tenants/{tenant}/sla-policies', { params: { path: { tenant } }, body }));
    },
    onSuccess: () => notifyDone('A policy in business hours is in force: change what does not fit.'),
    onError: notifyProblem,
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['sla-policies', tenant] }),
        queries.invalidateQueries({ queryKey: ['calendars', tenant] }),
      ]);
    },
  });
  const propose = useMutation({
    mutationFn: async () => {
      const [calendars, { timezone }] = await Promise.all([
        queries.fetchQuery(calendarsQuery(tenant)),
        queries.fetchQuery(tenantQuery(tenant)),
      ]);
      return starterOf(calendars.items, timezone);
    },
    onSuccess: (starter) => askFirst(starter, () => start.mutate(starter)),
    onError: notifyProblem,
  });
  return (
    <Button
      leftSection={<IconWand size={16} />}
      loading={propose.isPending || start.isPending}
      onClick={() => propose.mutate()}
    >
      Create your first policy
    </Button>
  );
}

function askFirst(starter: Starter, onConfirm: () => void): void {
  confirm({
    title: 'Create your first policy?',
    text: <Proposal starter={starter} />,
    confirm: 'Create the policy',
    isDangerous: false,
    onConfirm,
  });
}

function Proposal({ starter }: { readonly starter: Starter }) {
  return (
    <Stack gap="xs">
      <List size="sm" spacing={4}>
        {starterWords(starter).map((words) => (
          <List.Item key={words}>{words}</List.Item>
        ))}
      </List>
      <Text size="sm">
        It is in force at once, for every ticket: those that exist get clocks too, with their next event at
        the latest. All of it can be changed afterwards.
      </Text>
    </Stack>
  );
}

async function makeCalendar(tenant: string, body: BodyOf<'createCalendar'>): Promise<Calendar['id']> {
  const { id } = await ask(
    api.POST('/v1/tenants/{tenant}/calendars', { params: { path: { tenant } }, body }),
  );
  return id;
}
