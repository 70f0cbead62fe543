import { Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEraser } from '@tabler/icons-react';
import { createLazyRoute } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import { progressOf, type Erasure } from './erasure-progress.js';
import { SettingsFrame } from './settings-frame.js';
import { StartErasure } from './start-erasure.js';

export const Route = createLazyRoute('/t/$tenant/settings/erasures')({ component: ErasuresPage });

const REFRESH_MS = 2_000;

/** Erasures of persons from the log. */
function ErasuresPage() {
  const mayAdminister = useMay('administer');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <SettingsFrame
      title="Erasures"
      description="Where somebody asks to be forgotten: their names, addresses and numbers are taken out of everything that was logged. The rest stays readable."
      isForAdmins
      actions={
        <Button color="red" variant="light" leftSection={<IconEraser size={16} />} onClick={open}>
          Erase a person …
        </Button>
      }
    >
      <Erasures />
      {mayAdminister && <StartErasure isOpen={isOpen} onClose={close} />}
    </SettingsFrame>
  );
}

function Erasures() {
  const tenant = useTenant();
  const { query, rows, more } = usePages({
    key: ['erasures', tenant],
    load: (cursor, signal) => {
      const params = { path: { tenant }, query: cursor === undefined ? {} : { cursor } };
      return ask(api.GET('/v1/tenants/{tenant}/erasures', { params, signal }));
    },
    refreshMs: REFRESH_MS,
  });
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0)
    return (
      <EmptyState icon={IconEraser} title="Nobody was erased yet">
        <p>An erasure goes on by itself, over restarts, and what it has done is listed here.</p>
      </EmptyState>
    );
  return <RecordTable label="Erasures" columns={COLUMNS} rows={rows} rowId={({ id }) => id} more={more} />;
}

const COLOURS = { running: 'blue', done: 'green', failed: 'red' } as const satisfies Record<
  Erasure['state'],
  string
>;

const COLUMNS: readonly Column<Erasure>[] = [
  {
    key: 'person',
    header: 'Person',
    width: 'minmax(0, 1fr)',
    cell: (erasure) => (
      <>
        <Text size="sm" fw={550} truncate>
          {erasure.email ?? `id ${erasure.requesterId ?? ''}`}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          by {erasure.startedBy}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {progressOf(erasure).join(' ')}
        </Text>
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: '110px',
    cell: ({ state }) => (
      <Group gap={6} wrap="nowrap">
        <Badge variant="light" tt="none" color={COLOURS[state]}>
          {state}
        </Badge>
        {state === 'running' && <Loader size={14} aria-hidden />}
      </Group>
    ),
  },
  {
    key: 'progress',
    header: 'Progress',
    width: 'minmax(0, 2fr)',
    hiddenBelow: 'phone',
    cell: (erasure) => (
      <Stack gap={0}>
        {progressOf(erasure).map((line) => (
          <Text size="sm" key={line}>
            {line}
          </Text>
        ))}
      </Stack>
    ),
  },
  {
    key: 'started',
    header: 'Started',
    width: '110px',
    hiddenBelow: 'tablet',
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
];
