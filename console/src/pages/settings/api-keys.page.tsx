import { ActionIcon, Badge, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import type { ApiKey } from '../../api/types.js';
import { useMay, useSelf, useTenant } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import { CreateKey } from './create-key.js';
import { SettingsFrame } from './settings-frame.js';

export const Route = createLazyRoute('/t/$tenant/settings/api-keys')({ component: ApiKeysPage });

/** Who may ask for what in this tenant. */
function ApiKeysPage() {
  const mayAdminister = useMay('administer');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <SettingsFrame
      title="API keys"
      description="A key is for this tenant alone, and may do what its role says. Give each system and each person their own."
      isForAdmins
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          Create a key
        </Button>
      }
    >
      <Keys onCreate={open} />
      {mayAdminister && <CreateKey isOpen={isOpen} onClose={close} />}
    </SettingsFrame>
  );
}

function Keys({ onCreate }: { readonly onCreate: () => void }) {
  const tenant = useTenant();
  const remove = useDelete(tenant);
  const { id: ownId } = useSelf();
  const columns = useMemo(() => columnsOf(ownId, remove), [ownId, remove]);
  const { query, rows, more } = usePages({
    key: ['api-keys', tenant],
    load: (cursor, signal) => {
      const params = { path: { tenant }, query: cursor === undefined ? {} : { cursor } };
      return ask(api.GET('/v1/tenants/{tenant}/keys', { params, signal }));
    },
  });
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0)
    return (
      <EmptyState icon={IconKey} title="The tenant has no API keys yet">
        <p>The helpdesk needs one with the role “publisher” to publish events over HTTP.</p>
        <Button variant="default" onClick={onCreate}>
          Create the first key
        </Button>
      </EmptyState>
    );
  return <RecordTable label="API keys" columns={columns} rows={rows} rowId={({ id }) => id} more={more} />;
}

function useDelete(tenant: string): (key: ApiKey, isOwn: boolean) => void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ id }: ApiKey) =>
      ask(api.DELETE('/v1/tenants/{tenant}/keys/{id}', { params: { path: { tenant, id } } })),
    onSuccess: (_nothing, { name }) => {
      notifyDone(`The key “${name}” is deleted.`);
      void queries.invalidateQueries({ queryKey: ['api-keys', tenant] });
    },
    onError: notifyProblem,
  });
  return useMemo(
    () => (key, isOwn) =>
      confirm({
        title: `Delete the key “${key.name}”?`,
        text: isOwn
          ? 'You are signed in with it: you will be signed out, and cannot come back without another key.'
          : 'Whoever uses it is refused from now on. This cannot be taken back.',
        confirm: 'Delete the key',
        onConfirm: () => mutate(key),
      }),
    [mutate],
  );
}

const columnsOf = (
  ownId: string,
  onDelete: (key: ApiKey, isOwn: boolean) => void,
): readonly Column<ApiKey>[] => [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(0, 2fr)',
    cell: ({ id, name }) => (
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" fw={550} truncate title={name}>
          {name}
        </Text>
        {id === ownId && (
          <Badge variant="light" tt="none" style={{ flexShrink: 0 }}>
            yours
          </Badge>
        )}
      </Group>
    ),
  },
  {
    key: 'role',
    header: 'Role',
    width: '90px',
    cell: ({ role }) => <Text size="sm">{role}</Text>,
  },
  {
    key: 'hint',
    header: 'Begins with',
    width: 'minmax(0, 1fr)',
    hiddenBelow: 'phone',
    cell: ({ hint }) => (
      <Text size="sm" ff="monospace" truncate>
        {hint}…
      </Text>
    ),
  },
  {
    key: 'created',
    header: 'Created',
    width: '110px',
    hiddenBelow: 'phone',
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
  {
    key: 'delete',
    header: <VisuallyHidden>Delete</VisuallyHidden>,
    width: '36px',
    cell: (key) => (
      <ActionIcon
        variant="subtle"
        color="red"
        aria-label={`Delete the key ${key.name}`}
        onClick={() => onDelete(key, key.id === ownId)}
      >
        <IconTrash size={17} />
      </ActionIcon>
    ),
  },
];
