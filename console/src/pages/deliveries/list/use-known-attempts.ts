import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { LiveAttempt } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { liveFilter, type DeliverySearch } from '../delivery-search.js';
import { attemptsOf } from './tail-rows.js';

const KNOWN = 50;
const NONE: readonly LiveAttempt[] = [];

/** The last attempts of the latest deliveries, as they were when the live tail was opened. */
export function useKnownAttempts(search: DeliverySearch): readonly LiveAttempt[] {
  const tenant = useTenant();
  const { event } = search;
  const query = { ...liveFilter(search), ...(event === undefined ? {} : { event }), limit: KNOWN };
  const { data } = useQuery({
    queryKey: ['deliveries', tenant, 'known', query],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/deliveries', { params: { path: { tenant }, query }, signal })),
    select: ({ items }) => attemptsOf(items),
    refetchOnMount: 'always',
    // What stands still while somebody reads must not move when they come back to the window.
    refetchOnWindowFocus: false,
  });
  return data ?? NONE;
}
