import { Alert, Button, Group, Select, Stack } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { createLazyRoute, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import { useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable } from '../../ui/record-table.js';
import { clockColumns, rowIdOf } from './clock-columns.js';
import { isOpenStatus, type ClockSearch } from './clock-search.js';
import { isMetric, METRICS } from './metrics.js';
import { SlaTabs } from './sla-tabs.js';
import { TicketSearch } from './ticket-search.js';

export const Route = createLazyRoute('/t/$tenant/sla')({ component: SlaClocksPage });

const REFRESH_MS = 10_000;

/** The tenant's clocks that run, the next due first. */
function SlaClocksPage() {
  const search = useSearch({ from: '/t/$tenant/sla' });
  return (
    <>
      <PageHeader
        title="SLA"
        description="Promises to requesters: what is due, and when."
        actions={<TicketSearch />}
      />
      <SlaTabs />
      <Filters search={search} />
      <Clocks search={search} />
    </>
  );
}

function Filters({ search }: { readonly search: ClockSearch }) {
  const navigate = useNavigate({ from: '/t/$tenant/sla' });
  const set = (next: ClockSearch) => void navigate({ search: next, replace: true });
  const { status, metric } = search;
  return (
    <Group gap="xs" mb="md">
      <Select
        size="xs"
        aria-label="Status"
        placeholder="Any status"
        clearable
        data={[
          { value: 'running', label: 'Running' },
          { value: 'paused', label: 'Paused' },
          { value: 'breached', label: 'Overdue' },
        ]}
        value={status ?? null}
        onChange={(value) => set({ metric, status: isOpenStatus(value) ? value : undefined })}
      />
      <Select
        size="xs"
        aria-label="What is measured"
        placeholder="Any measure"
        clearable
        data={Object.entries(METRICS).map(([value, label]) => ({ value, label }))}
        value={metric ?? null}
        onChange={(value) => set({ status, metric: isMetric(value) ? value : undefined })}
      />
    </Group>
  );
}

function Clocks({ search }: { readonly search: ClockSearch }) {
  const tenant = useTenant();
  const { query, rows, more } = usePages({
    key: ['sla-clocks', tenant, search],
    load: (cursor, signal) =>
      ask(
        api.GET('/v1/tenants/{tenant}/sla-clocks', {
          params: {
            path: { tenant },
            query: { ...search, limit: 100, ...(cursor === undefined ? {} : { cursor }) },
          },
          signal,
        }),
      ),
    refreshMs: REFRESH_MS,
  });
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0)
    return <NoClocks isFiltered={search.status !== undefined || search.metric !== undefined} />;
  const isComplete = query.data?.pages.every(({ complete }) => complete) ?? true;
  return (
    <Stack gap="sm">
      {!isComplete && (
        <Alert color="yellow">
          There are more clocks than could be looked through: some may be missing here.
        </Alert>
      )}
      <RecordTable
        label="Running clocks"
        columns={clockColumns(tenant)}
        rows={rows}
        rowId={rowIdOf}
        more={more}
      />
    </Stack>
  );
}

function NoClocks({ isFiltered }: { readonly isFiltered: boolean }) {
  const tenant = useTenant();
  if (isFiltered)
    return (
      <EmptyState icon={IconClock} title="No clock is like that">
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/t/$tenant/sla" params={{ tenant }} search={{}} {...props} />}
        >
          Clear the filters
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState icon={IconClock} title="No clock is running">
      <p>
        A clock starts when a ticket arrives that a policy applies to, or that brings due instants of its own.
      </p>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/t/$tenant/sla/policies" params={{ tenant }} {...props} />}
      >
        See the policies
      </Button>
    </EmptyState>
  );
}
