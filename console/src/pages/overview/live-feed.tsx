import { Anchor, Group, Indicator, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../api/client.js';
import { useLive, type LiveState } from '../../api/live.js';
import type { Delivery, LiveAttempt } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { duration } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import { StatusBadge } from '../../ui/status-badge.js';

const SHOWN = 8;

const WORDS: Readonly<Record<LiveState, string>> = {
  connecting: 'connecting …',
  open: 'live',
  failed: 'no connection, trying again',
};

/** The newest attempts, as they happen. */
export function LiveFeed() {
  const tenant = useTenant();
  const [attempts, setAttempts] = useState<readonly Row[]>([]);
  const latest = useLatest(tenant);
  const state = useLive({
    tenant,
    onAttempt: (attempt) => setAttempts((known) => [rowOfAttempt(attempt), ...known].slice(0, SHOWN)),
  });
  const isNew = new Set(attempts.map(({ key }) => key));
  const rows = [...attempts, ...latest.filter(({ key }) => !isNew.has(key))].slice(0, SHOWN);
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
      <Stack gap={6} mih={252}>
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

interface Row {
  readonly key: string;
  readonly deliveryId: string;
  readonly status: Delivery['status'];
  readonly what: string;
  readonly came: string;
  readonly at: string;
}

function rowOfAttempt({ deliveryId, number, status, at, ...attempt }: LiveAttempt): Row {
  const answer = attempt.responseCode ?? (attempt.error === null ? '' : 'no answer');
  const took = attempt.durationMs === null ? '' : duration(attempt.durationMs);
  const key = `${deliveryId} ${number}`;
  return { key, deliveryId, status, what: whatOf(attempt), came: `${answer} ${took}`.trim(), at };
}

function rowOfDelivery({ id, attemptCount, status, updatedAt, ...delivery }: Delivery): Row {
  const came = String(delivery.lastResponseCode ?? '');
  return {
    key: `${id} ${attemptCount}`,
    deliveryId: id,
    status,
    what: whatOf(delivery),
    came,
    at: updatedAt,
  };
}

const whatOf = ({ type, ticketId }: { readonly type: string; readonly ticketId: string | null }): string =>
  ticketId === null ? type : `${type} · #${ticketId}`;

/** What happened before the page was opened. */
function useLatest(tenant: string): readonly Row[] {
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

function AttemptLine({ row: { deliveryId, status, what, came, at } }: { readonly row: Row }) {
  const tenant = useTenant();
  return (
    <Group gap="xs" wrap="nowrap" fz="sm">
      <StatusBadge status={status} />
      <Anchor
        size="sm"
        truncate
        flex={1}
        renderRoot={(props) => (
          <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id: deliveryId }} {...props} />
        )}
      >
        {what}
      </Anchor>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {came} · <Instant at={at} />
      </Text>
    </Group>
  );
}
