import { useMemo, useState } from 'react';
import { asProblem } from '../../../api/problem.js';
import { useMay, useTenant } from '../../../app/use-session.js';
import { ErrorState } from '../../../ui/error-state.js';
import { RecordTable } from '../../../ui/record-table.js';
import { hasFilters, type DeliverySearch } from '../delivery-search.js';
import { deliveryColumns } from './delivery-columns.js';
import { NothingMatches, NothingYet } from './no-deliveries.js';
import { SelectionBar } from './selection-bar.js';
import { useAtTop } from './use-at-top.js';
import { useDeliveries } from './use-deliveries.js';

interface DeliveryListProps {
  readonly search: DeliverySearch;
  readonly nameOf: (subscription: string) => string;
  readonly onClear: () => void;
}

const REFRESH_MS = 5_000;

/** The deliveries that match, the newest first, page by page. New ones come by themselves while nobody is at work in the rows. */
export function DeliveryList({ search, nameOf, onClear }: DeliveryListProps) {
  const tenant = useTenant();
  const mayReplay = useMay('replay');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => deliveryColumns(tenant, nameOf), [tenant, nameOf]);
  const isAtTop = useAtTop();
  const { query, rows, more } = useDeliveries(search, isAtTop && ids.size === 0 && REFRESH_MS);
  if (query.isError && rows === undefined)
    return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0)
    return hasFilters(search) ? <NothingMatches ticket={search.ticket} onClear={onClear} /> : <NothingYet />;
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
