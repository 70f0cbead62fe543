import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';

const list = createRoute({ getParentRoute: () => tenantRoute, path: 'events' }).lazy(() =>
  import('./events.page.js').then(({ Route }) => Route),
);
const one = createRoute({ getParentRoute: () => tenantRoute, path: 'events/$id' }).lazy(() =>
  import('./event.page.js').then(({ Route }) => Route),
);

export const eventRoutes = [list, one] as const;
