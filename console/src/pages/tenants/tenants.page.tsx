import {
  ActionIcon,
  Anchor,
  Button,
  Container,
  Skeleton,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuilding, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { createLazyRoute, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import type { Tenant } from '../../api/types.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import { CreateTenant } from './create-tenant.js';
import { DeleteTenant } from './delete-tenant.js';
import { TenantsHeader } from './tenants-header.js';

export const Route = createLazyRoute('/tenants')({ component: TenantsPage });

const FROM = '/tenants';
const PAGE = 200;
/** While somebody searches, so many are looked through by themselves. */
const SEARCHED_MAX = 5_000;

/** All tenants, for those who have the root key. */
function TenantsPage() {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [leaving, setLeaving] = useState<Tenant | null>(null);
  return (
    <>
      <TenantsHeader />
      <Container component="main" size="lg" py="xl">
        <PageHeader
          title="Tenants"
          description="Each helpdesk is a tenant of its own: with its own keys, subscriptions and log."
          actions={
            <Button leftSection={<IconPlus size={16} />} onClick={open}>
              New tenant
            </Button>
          }
        />
        <Suspense fallback={<Skeleton h={320} />}>
          <Tenants onCreate={open} onDelete={setLeaving} />
        </Suspense>
      </Container>
      <CreateTenant isOpen={isOpen} onClose={close} />
      <DeleteTenant tenant={leaving} onClose={() => setLeaving(null)} />
    </>
  );
}

interface TenantsProps {
  readonly onCreate: () => void;
  readonly onDelete: (tenant: Tenant) => void;
}

function Tenants({ onCreate, onDelete }: TenantsProps) {
  const { q = '' } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const columns = useMemo(() => columnsOf(onDelete), [onDelete]);
  const { query, rows, more } = usePages({
    key: ['tenants', 'all'],
    load: (cursor, signal) => {
      const asked = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      return ask(api.GET('/v1/tenants', { params: { query: asked }, signal }));
    },
  });
  useEffect(() => {
    if (q === '' || more === null || more.isLoading || more.hasFailed) return;
    if ((rows?.length ?? 0) < SEARCHED_MAX) more.load();
  }, [q, more, rows?.length]);
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0)
    return (
      <EmptyState icon={IconBuilding} title="There are no tenants yet">
        <p>Create the first one: a helpdesk, with an id that its events are published under.</p>
        <Button onClick={onCreate}>New tenant</Button>
      </EmptyState>
    );
  const found = rows?.filter((tenant) => isFound(tenant, q));
  return (
    <>
      <TextInput
        size="xs"
        maw={320}
        mb="md"
        aria-label="Search the tenants"
        placeholder="Name or id"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={q}
        onChange={(changed) => {
          const typed = changed.currentTarget.value;
          void navigate({ search: typed === '' ? {} : { q: typed }, replace: true });
        }}
      />
      {found?.length === 0 ? (
        <Text size="sm" c="dimmed" role="status">
          {more === null ? 'No tenant has that in its name or id.' : 'Looking through the tenants …'}
        </Text>
      ) : (
        <RecordTable label="Tenants" columns={columns} rows={found} rowId={({ id }) => id} more={more} />
      )}
    </>
  );
}

function isFound({ id, name }: Tenant, q: string): boolean {
  const text = q.trim().toLowerCase();
  return id.includes(text) || name.toLowerCase().includes(text);
}

const columnsOf = (onDelete: (tenant: Tenant) => void): readonly Column<Tenant>[] => [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(0, 2fr)',
    cell: ({ id, name }) => (
      <>
        <Anchor
          size="sm"
          fw={550}
          truncate
          display="block"
          renderRoot={(props) => <Link to="/t/$tenant" params={{ tenant: id }} {...props} />}
        >
          {name}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {id}
        </Text>
      </>
    ),
  },
  {
    key: 'timezone',
    header: 'Time zone',
    width: 'minmax(0, 1fr)',
    hiddenBelow: 'phone',
    cell: ({ timezone }) => <Text size="sm">{timezone}</Text>,
  },
  {
    key: 'created',
    header: 'Created',
    width: '120px',
    hiddenBelow: 'phone',
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
  {
    key: 'delete',
    header: <VisuallyHidden>Delete</VisuallyHidden>,
    width: '36px',
    cell: (tenant) => (
      <ActionIcon
        variant="subtle"
        color="red"
        aria-label={`Delete the tenant ${tenant.id}`}
        onClick={() => onDelete(tenant)}
      >
        <IconTrash size={17} />
      </ActionIcon>
    ),
  },
];
