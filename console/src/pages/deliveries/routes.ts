import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { readDeliverySearch } from './delivery-search.js';

const list = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'deliveries',
  validateSearch: searchOf(readDeliverySearch),
}).lazy(() => import('./deliveries.page.js').then(({ Route }) => Route));

const one = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'deliveries/$id',
  // Which attempt is looked at; without it the last one.
  validateSearch: searchOf(({ attempt }): { attempt?: number } =>
    /^\d{1,9}$/.test(String(attempt)) ? { attempt: Number(attempt) } : {},
  ),
}).lazy(() => import('./delivery.page.js').then(({ Route }) => Route));

const replays = createRoute({ getParentRoute: () => tenantRoute, path: 'replays' }).lazy(() =>
  import('./replays.page.js').then(({ Route }) => Route),
);
const replay = createRoute({ getParentRoute: () => tenantRoute, path: 'replays/$id' }).lazy(() =>
  import('./replay.page.js').then(({ Route }) => Route),
);

export const deliveryRoutes = [list, one, replays, replay] as const;
