import { Anchor, Group, Indicator, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../api/client.js';
import { useLive, type LiveState } from '../../api/live.js';
import { useTenant } from '../../app/use-session.js';
import { Instant } from '../../ui/instant.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { newestRows, rowOfAttempt, rowOfDelivery, type FeedRow } from './feed-rows.js';

const SHOWN = 8;

const WORDS: Readonly<Record<LiveState, string>> = {
  connecting: 'connecting …',
  open: 'live',
  failed: 'no connection, trying again',
};

/** The newest attempts, as they happen. */
export function LiveFeed() {
  const tenant = useTenant();
  const [attempts, setAttempts] = useState<readonly FeedRow[]>([]);
  const latest = useLatest(tenant);
  const state = useLive({
    tenant,
    onAttempt: (attempt) => setAttempts((known) => newestRows([rowOfAttempt(attempt), ...known], [], SHOWN)),
  });
  const rows = newestRows(attempts, latest, SHOWN);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="live">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5" id="live">
          Right now
        </Title>
        <Group gap={10} role="status">
          <Indicator
            color={state === 'open' ? 'green' : 'orange'}
            processing={state === 'open'}
            position="middle-start"
            offset={-4}
          >
            <Text size="xs" pl={8}>
              {WORDS[state]}
            </Text>
          </Indicator>
        </Group>
      </Group>
      <Stack gap={6} mih={340}>
        {rows.map((row) => (
          <AttemptLine key={row.key} row={row} />
        ))}
        {rows.length === 0 && (
          <Text size="sm" c="dimmed">
            Attempts appear here as they happen.
          </Text>
        )}
      </Stack>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/t/$tenant/deliveries" params={{ tenant }} {...props} />}
      >
        All deliveries
      </Anchor>
    </Paper>
  );
}

/** What happened before the page was opened. */
function useLatest(tenant: string): readonly FeedRow[] {
  const { data } = useQuery({
    queryKey: ['deliveries', tenant, 'latest', SHOWN],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/deliveries', {
          params: { path: { tenant }, query: { limit: SHOWN } },
          signal,
        }),
      ),
  });
  return data?.items.map(rowOfDelivery) ?? [];
}

function AttemptLine({ row: { deliveryId, status, what, came, at } }: { readonly row: FeedRow }) {
  const tenant = useTenant();
  return (
    <Group gap="xs" wrap="nowrap" fz="sm">
      <StatusBadge status={status} />
      <Stack gap={0} miw={0} flex={1}>
        <Anchor
          size="sm"
          truncate
          renderRoot={(props) => (
            <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id: deliveryId }} {...props} />
          )}
        >
          {what}
        </Anchor>
        <Text size="xs" c="dimmed">
          {came} · <Instant at={at} />
        </Text>
      </Stack>
    </Group>
  );
}
