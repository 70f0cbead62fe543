import { ActionIcon, Button, Stack, Switch, Tooltip } from '@mantine/core';
import { IconHistory, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useSubscriptionNames } from '../../api/subscription-names.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { PageHeader } from '../../ui/page-header.js';
import { replayFilter, withFilters, type DeliverySearch, type ReplayFilter } from './delivery-search.js';
import { DeliveryList } from './list/delivery-list.js';
import { FilterBar } from './list/filter-bar.js';
import { FilterChips } from './list/filter-chips.js';
import { LiveTail } from './list/live-tail.js';
import { refreshDeliveries } from './list/refresh-deliveries.js';
import { useDeliveries } from './list/use-deliveries.js';
import { ReplayMatching } from './replay/replay-matching.js';

export const Route = createLazyRoute('/t/$tenant/deliveries')({ component: DeliveriesPage });

function DeliveriesPage() {
  const tenant = useTenant();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const names = useSubscriptionNames(tenant);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  const isLive = search.live === true;
  const change = (changes: DeliverySearch, isTyped = false) =>
    void navigate({ search: (before) => withFilters(before, changes), replace: isTyped });
  const clear = () => void navigate({ search: isLive ? { live: true } : {} });
  return (
    <>
      <PageHeader
        title="Deliveries"
        description="Every event that went out, or is to: did it arrive, and why not?"
        actions={
          <>
            <Switch
              label="Live"
              mr="xs"
              checked={isLive}
              onChange={({ currentTarget }) => change({ live: currentTarget.checked ? true : undefined })}
            />
            <Actions search={search} isLive={isLive} />
          </>
        }
      />
      <Stack gap="md">
        <FilterBar search={search} onChange={change} />
        <FilterChips
          search={search}
          nameOf={nameOf}
          onRemove={(key) => change({ [key]: undefined })}
          onClear={clear}
        />
        {isLive ? (
          <LiveTail key={JSON.stringify(search)} search={search} nameOf={nameOf} />
        ) : (
          <DeliveryList key={JSON.stringify(search)} search={search} nameOf={nameOf} onClear={clear} />
        )}
      </Stack>
    </>
  );
}

function Actions({ search, isLive }: { readonly search: DeliverySearch; readonly isLive: boolean }) {
  const tenant = useTenant();
  const mayReplay = useMay('replay');
  // As it was when it was asked for: a window that moves on must not change what was counted.
  const [filter, setFilter] = useState<ReplayFilter | null>(null);
  const isReplayable = mayReplay && !isLive && replayFilter(search, 0) !== null;
  return (
    <>
      {!isLive && <RefreshButton />}
      <Button
        variant="default"
        leftSection={<IconHistory size={16} />}
        renderRoot={(props) => <Link to="/t/$tenant/replays" params={{ tenant }} {...props} />}
      >
        Replays
      </Button>
      {isReplayable && (
        <ReplayButton search={search} onClick={() => setFilter(replayFilter(search, Date.now()))} />
      )}
      {filter !== null && <ReplayMatching filter={filter} onClose={() => setFilter(null)} />}
    </>
  );
}

interface ReplayButtonProps {
  readonly search: DeliverySearch;
  readonly onClick: () => void;
}

/** Nothing where the list is empty. */
function ReplayButton({ search, onClick }: ReplayButtonProps) {
  const { rows } = useDeliveries(search);
  if (rows?.length === 0) return null;
  return (
    <Button leftSection={<IconRepeat size={16} />} onClick={onClick}>
      Replay all that match …
    </Button>
  );
}

function RefreshButton() {
  const tenant = useTenant();
  const queries = useQueryClient();
  // Not while the list looks by itself, which nobody asked for.
  const [isLooking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    await refreshDeliveries(queries, tenant);
    setLooking(false);
  };
  return (
    <Tooltip label="Look again" withArrow>
      <ActionIcon
        variant="default"
        size={36}
        loading={isLooking}
        onClick={() => void look()}
        aria-label="Look again"
      >
        <IconRefresh size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
