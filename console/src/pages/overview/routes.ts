import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';

const overview = createRoute({ getParentRoute: () => tenantRoute, path: '/' }).lazy(() =>
  import('./overview.page.js').then(({ Route }) => Route),
);

export const overviewRoutes = [overview] as const;
