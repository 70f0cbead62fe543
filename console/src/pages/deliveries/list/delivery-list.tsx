import { useMemo, useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { usePages } from '../../../api/pages.js';
import { asProblem } from '../../../api/problem.js';
import { useMay, useTenant } from '../../../app/use-session.js';
import { ErrorState } from '../../../ui/error-state.js';
import { RecordTable } from '../../../ui/record-table.js';
import { deliveryQuery, hasFilters, type DeliverySearch } from '../delivery-search.js';
import { deliveryColumns } from './delivery-columns.js';
import { NothingMatches, NothingYet } from './no-deliveries.js';
import { SelectionBar } from './selection-bar.js';

interface DeliveryListProps {
  readonly search: DeliverySearch;
  readonly nameOf: (subscription: string) => string;
  readonly onClear: () => void;
}

const PAGE = 100;

/** The deliveries that match, the newest first, page by page. */
export function DeliveryList({ search, nameOf, onClear }: DeliveryListProps) {
  const tenant = useTenant();
  const mayReplay = useMay('replay');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => deliveryColumns(tenant, nameOf), [tenant, nameOf]);
  const { live: _live, ...filters } = search;
  const { query, rows, more } = usePages({
    key: ['deliveries', tenant, filters],
    load: (cursor, signal) => {
      const wanted = { ...deliveryQuery(search, Date.now()), limit: PAGE };
      return ask(
        api.GET('/v1/tenants/{tenant}/deliveries', {
          params: { path: { tenant }, query: cursor === undefined ? wanted : { ...wanted, cursor } },
          signal,
        }),
      );
    },
  });
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0) return hasFilters(search) ? <NothingMatches onClear={onClear} /> : <NothingYet />;
  return (
    <>
      <RecordTable
        label="Deliveries"
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowName={(row) => `${row.type} of ticket ${row.ticketId ?? '–'} for ${nameOf(row.subscriptionId)}`}
        more={more}
        {...(mayReplay ? { selection: { ids, onChange: setIds } } : {})}
      />
      {mayReplay && <SelectionBar ids={ids} onClear={() => setIds(new Set())} />}
    </>
  );
}
