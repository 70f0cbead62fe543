import { Button } from '@mantine/core';
import { IconFileImport, IconPlus, IconWebhook } from '@tabler/icons-react';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable } from '../../ui/record-table.js';
import { BulkBar } from './list/bulk-bar.js';
import { ImportModal } from './list/import-modal.js';
import { listColumns } from './list/list-columns.js';
import { ListFilters } from './list/list-filters.js';
import { isFiltered, type ListSearch } from './list/list-search.js';
import { useHealth, useSubscriptionList } from './list/use-list.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions')({ component: SubscriptionsPage });

function SubscriptionsPage() {
  const { tenant } = Route.useParams();
  const search = Route.useSearch();
  const navigate = useNavigate({ from: '/t/$tenant/subscriptions' });
  const change = (next: ListSearch) => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Which events go where, and in what form."
        actions={<ListActions />}
      />
      <ListFilters tenant={tenant} search={search} onChange={change} />
      <SubscriptionList key={JSON.stringify(search)} search={search} onClear={() => change({})} />
    </>
  );
}

function ListActions() {
  const tenant = useTenant();
  const [isImporting, importing] = useDisclosure(false);
  if (!useMay('configure')) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={importing.open}>
        Import a trigger
      </Button>
      <NewButton />
      <ImportModal tenant={tenant} isOpen={isImporting} onClose={importing.close} />
    </>
  );
}

function NewButton() {
  const tenant = useTenant();
  return (
    <Button
      renderRoot={(props) => <Link to="/t/$tenant/subscriptions/new" params={{ tenant }} {...props} />}
      leftSection={<IconPlus size={16} />}
    >
      New subscription
    </Button>
  );
}

interface SubscriptionListProps {
  readonly search: ListSearch;
  readonly onClear: () => void;
}

function SubscriptionList({ search, onClear }: SubscriptionListProps) {
  const tenant = useTenant();
  const mayConfigure = useMay('configure');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const { rows, more, query } = useSubscriptionList(tenant, search);
  const health = useHealth(tenant, rows?.map(({ id }) => id) ?? []);
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0) return isFiltered(search) ? <NoMatch onClear={onClear} /> : <NoneYet />;
  // What has been deleted meanwhile is not selected any more.
  const selected = (rows ?? []).filter(({ id }) => ids.has(id));
  return (
    <>
      <RecordTable
        label="Subscriptions"
        columns={listColumns({ tenant, health, mayConfigure })}
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        selection={
          mayConfigure ? { ids: new Set(selected.map(({ id }) => id)), onChange: setIds } : undefined
        }
        more={more}
      />
      {selected.length > 0 && (
        <BulkBar tenant={tenant} selected={selected} onClear={() => setIds(new Set())} />
      )}
    </>
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState icon={IconWebhook} title="No subscription matches">
      <Button variant="default" onClick={onClear}>
        Clear the filters
      </Button>
    </EmptyState>
  );
}

function NoneYet() {
  const mayConfigure = useMay('configure');
  return (
    <EmptyState icon={IconWebhook} title="No subscriptions yet">
      <p>
        A subscription sends the events that you choose to one or more URLs, signed, and tries again when they
        fail.
      </p>
      {mayConfigure ? <NewButton /> : <p>An editor or administrator can create one.</p>}
    </EmptyState>
  );
}
