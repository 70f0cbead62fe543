import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask } from '../../../api/client.js';
import type { Replay } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { count } from '../../../ui/format.js';
import { deliveryQuery, type DeliverySearch } from '../delivery-search.js';
import { FATES, fateOf, selectedSearch } from './replay-fate.js';

const COUNTED_MAX = 200;
const REFRESH_MS = 5_000;

/** How the deliveries fare that a replay sent again; each figure leads to them. */
export function ReplayFateCard({ replay }: { readonly replay: Replay }) {
  const tenant = useTenant();
  const search = selectedSearch(replay.filter);
  const { data } = useQuery({
    queryKey: ['deliveries', tenant, 'fate', search],
    queryFn: ({ signal }) => {
      const query = { ...deliveryQuery(search, 0), limit: COUNTED_MAX };
      return ask(api.GET('/v1/tenants/{tenant}/deliveries', { params: { path: { tenant }, query }, signal }));
    },
    refetchInterval: REFRESH_MS,
  });
  const fate = data && fateOf(data.items, Date.parse(replay.createdAt));
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        How they fare now
      </Title>
      {fate === undefined ? (
        <Skeleton h={22} w={260} />
      ) : (
        <Group gap="4px 14px">
          {FATES.filter((status) => fate[status] > 0).map((status) => (
            <ToDeliveries key={status} search={{ ...search, status }}>
              {`${count(fate[status])} ${status}`}
            </ToDeliveries>
          ))}
          <ToDeliveries search={search}>All under these filters</ToDeliveries>
        </Group>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        Counted are those under the same filters that changed since it began
        {data !== undefined && data.nextCursor !== null && `, among the newest ${COUNTED_MAX}`}.
      </Text>
    </section>
  );
}

interface ToDeliveriesProps {
  readonly search: DeliverySearch;
  readonly children: string;
}

function ToDeliveries({ search, children }: ToDeliveriesProps) {
  const tenant = useTenant();
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => (
        <Link to="/t/$tenant/deliveries" params={{ tenant }} search={search} {...props} />
      )}
    >
      {children}
    </Anchor>
  );
}
