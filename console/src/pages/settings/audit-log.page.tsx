import { Autocomplete, Button, Group } from '@mantine/core';
import { IconFilterOff, IconHistory } from '@tabler/icons-react';
import { createLazyRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import { useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { FilterInput } from '../../ui/filter-input.js';
import { RecordTable } from '../../ui/record-table.js';
import { TimeWindowFilter } from '../../ui/time-window-filter.js';
import { windowOf } from '../../ui/time-window.js';
import { AUDIT_COLUMNS } from './audit-columns.js';
import { auditFilters, OPERATIONS } from './audit-words.js';
import { SettingsFrame } from './settings-frame.js';

export const Route = createLazyRoute('/t/$tenant/settings/audit-log')({ component: AuditLogPage });

const FROM = '/t/$tenant/settings/audit-log';

/** Who changed what. */
function AuditLogPage() {
  return (
    <SettingsFrame
      title="Audit log"
      description="Who changed what, and what Deskhook changed by itself. Secrets only say that they changed."
      isForAdmins
    >
      <AuditFilterBar />
      <AuditEntries />
    </SettingsFrame>
  );
}

function useFilters() {
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const change = (part: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      search: (old) => ({ ...auditFilters({ ...old, ...part }), ...windowOf({ ...old, ...part }) }),
      replace: true,
    });
  const clear = () => void navigate({ search: {}, replace: true });
  return { search, change, clear, isFiltered: Object.values(search).some((value) => value !== undefined) };
}

function AuditFilterBar() {
  const { search, change, clear, isFiltered } = useFilters();
  return (
    <Group gap="xs" mb="md" role="search" aria-label="Filter the audit log">
      <FilterInput
        aria-label="Who"
        placeholder="Who: name, id, root"
        w={190}
        value={search.actor}
        onChange={(actor) => change({ actor })}
      />
      <Autocomplete
        key={search.operation ?? ''}
        size="xs"
        w={210}
        aria-label="Operation"
        placeholder="Any operation"
        data={[...OPERATIONS]}
        maxDropdownHeight={320}
        clearable
        clearButtonProps={{ 'aria-label': 'Any operation' }}
        defaultValue={search.operation ?? ''}
        onOptionSubmit={(operation) => change({ operation })}
        onClear={() => change({ operation: undefined })}
        onBlur={(left) => {
          const operation = left.currentTarget.value.trim();
          if (operation !== (search.operation ?? '')) change({ operation });
        }}
      />
      <FilterInput
        aria-label="What it was done to"
        placeholder="Target: id or kind"
        w={190}
        value={search.target}
        onChange={(target) => change({ target })}
      />
      <TimeWindowFilter label="When" value={search} onChange={change} />
      {isFiltered && (
        <Button size="xs" variant="subtle" color="gray" onClick={clear}>
          Clear filters
        </Button>
      )}
    </Group>
  );
}

function AuditEntries() {
  const tenant = useTenant();
  const { search, clear, isFiltered } = useFilters();
  const { query, rows, more } = usePages({
    key: ['audit-log', tenant, search],
    load: (cursor, signal) => {
      const asked = { ...search, ...(cursor === undefined ? {} : { cursor }) };
      const params = { path: { tenant }, query: asked };
      return ask(api.GET('/v1/tenants/{tenant}/audit-log', { params, signal }));
    },
  });
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0)
    return isFiltered ? (
      <EmptyState icon={IconFilterOff} title="Nothing matches these filters">
        <Button variant="default" onClick={clear}>
          Clear filters
        </Button>
      </EmptyState>
    ) : (
      <EmptyState icon={IconHistory} title="Nothing was changed yet">
        <p>Every change of settings, every replay and every erasure will be listed here.</p>
      </EmptyState>
    );
  return (
    <RecordTable label="Audit log" columns={AUDIT_COLUMNS} rows={rows} rowId={({ id }) => id} more={more} />
  );
}
