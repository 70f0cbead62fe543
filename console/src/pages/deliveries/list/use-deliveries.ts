import { api, ask } from '../../../api/client.js';
import { usePages } from '../../../api/pages.js';
import type { Delivery } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { deliveryQuery, type DeliverySearch } from '../delivery-search.js';

const PAGE = 100;

/** The deliveries that a search selects, page by page; who asks for the same elsewhere shares the answer. */
export function useDeliveries(search: DeliverySearch, refreshMs: number | false = false) {
  const tenant = useTenant();
  const { live: _live, ...filters } = search;
  return usePages<Delivery>({
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
    refreshMs,
  });
}
