import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';

const list = createRoute({ getParentRoute: () => tenantRoute, path: 'dead-letters' }).lazy(() =>
  import('./dead-letters.page.js').then(({ Route }) => Route),
);
const one = createRoute({ getParentRoute: () => tenantRoute, path: 'dead-letters/$id' }).lazy(() =>
  import('./dead-letter.page.js').then(({ Route }) => Route),
);

export const deadLetterRoutes = [list, one] as const;
