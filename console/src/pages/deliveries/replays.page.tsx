import { Button, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import { useSubscriptionNames } from '../../api/subscription-names.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable } from '../../ui/record-table.js';
import { replayColumns } from './replay/replay-columns.js';

export const Route = createLazyRoute('/t/$tenant/replays')({ component: ReplaysPage });

const PAGE = 50;
const REFRESH_MS = 3_000;

function ReplaysPage() {
  const { tenant } = Route.useParams();
  return (
    <>
      <PageHeader
        title="Replays"
        description="Everything that a filter selected, sent again: how far it is, and what was skipped."
        back={{ link: { to: '/t/$tenant/deliveries', params: { tenant } }, label: 'Deliveries' }}
      />
      <Replays tenant={tenant} />
    </>
  );
}

function Replays({ tenant }: { readonly tenant: string }) {
  const names = useSubscriptionNames(tenant);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  const columns = useMemo(() => replayColumns(tenant, nameOf), [tenant, nameOf]);
  const { query, rows, more } = usePages({
    key: ['replays', tenant],
    load: (cursor, signal) => {
      const query = cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor };
      return ask(api.GET('/v1/tenants/{tenant}/replays', { params: { path: { tenant }, query }, signal }));
    },
    refreshMs: REFRESH_MS,
  });
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0) return <NoReplays tenant={tenant} />;
  return <RecordTable label="Replays" columns={columns} rows={rows} rowId={({ id }) => id} more={more} />;
}

function NoReplays({ tenant }: { readonly tenant: string }) {
  return (
    <EmptyState icon={IconRepeat} title="Nothing was replayed yet">
      <Text size="sm" c="dimmed" ta="center" maw={480}>
        Narrow the deliveries down to what is to be sent again, then choose “Replay all that match”.
      </Text>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/t/$tenant/deliveries" params={{ tenant }} search={{ status: 'dead' }} {...props} />
        )}
      >
        Look at what is dead
      </Button>
    </EmptyState>
  );
}
