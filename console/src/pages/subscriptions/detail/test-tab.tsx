import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem } from '../../../api/problem.js';
import type { Subscription } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { useEventNames } from '../use-catalogue.js';
import { TestResult } from './test-result.js';
import { testTypes } from './test-types.js';

interface TestTabProps {
  readonly tenant: string;
  readonly subscription: Subscription;
}

/** Sends a complete sample to every URL, now, and shows what came of it. */
export function TestTab({ tenant, subscription }: TestTabProps) {
  const { dialect, events, status, urls } = subscription;
  const { selected, others } = testTypes(events, useEventNames(dialect));
  const [chosen, setChosen] = useState<string | null>(null);
  const type = chosen ?? selected[0] ?? null;
  const test = useTest(tenant, subscription.id);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={760}>
        A complete sample event goes to {urls.length === 1 ? 'the URL' : `all ${urls.length} URLs`} at once,
        signed like any other{status === 'inactive' ? ', although the subscription is inactive' : ''}. The
        condition is not asked, and nothing is tried again.
      </Text>
      <Group align="flex-end" gap="sm">
        <Select
          label="Event"
          w={300}
          searchable
          allowDeselect={false}
          maxDropdownHeight={360}
          data={[
            { group: 'What it asks for', items: [...selected] },
            { group: 'Everything else', items: [...others] },
          ]}
          value={type}
          onChange={setChosen}
        />
        <Button
          leftSection={<IconSend size={16} />}
          loading={test.isPending}
          disabled={type === null}
          onClick={() => type !== null && test.mutate(type)}
        >
          Send test
        </Button>
      </Group>
      {test.isError && <ErrorState problem={asProblem(test.error)} />}
      {test.data !== undefined && <TestResult tenant={tenant} answer={test.data} />}
      {test.isIdle && (
        <Alert color="gray" variant="light">
          What was sent and what came back appears here, for each URL. Tests are in the log of deliveries,
          too.
        </Alert>
      )}
    </Stack>
  );
}

function useTest(tenant: string, id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (type: string) => {
      const params = { path: { tenant, id } };
      return ask(api.POST('/v1/tenants/{tenant}/subscriptions/{id}/test', { params, body: { type } }));
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['deliveries', tenant] });
      void queries.invalidateQueries({ queryKey: ['subscription', tenant, id, 'stats'] });
    },
  });
}
