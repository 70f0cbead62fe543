import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';

const list = createRoute({ getParentRoute: () => tenantRoute, path: 'deliveries' }).lazy(() =>
  import('./deliveries.page.js').then(({ Route }) => Route),
);
const one = createRoute({ getParentRoute: () => tenantRoute, path: 'deliveries/$id' }).lazy(() =>
  import('./delivery.page.js').then(({ Route }) => Route),
);
const replays = createRoute({ getParentRoute: () => tenantRoute, path: 'replays' }).lazy(() =>
  import('./replays.page.js').then(({ Route }) => Route),
);
const replay = createRoute({ getParentRoute: () => tenantRoute, path: 'replays/$id' }).lazy(() =>
  import('./replay.page.js').then(({ Route }) => Route),
);

export const deliveryRoutes = [list, one, replays, replay] as const;
