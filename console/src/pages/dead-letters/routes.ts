import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { isReason, type DeadLetterReason } from './reasons.js';

const list = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'dead-letters',
  validateSearch: searchOf(({ reason }): { reason?: DeadLetterReason } =>
    isReason(reason) ? { reason } : {},
  ),
}).lazy(() => import('./dead-letters.page.js').then(({ Route }) => Route));
const one = createRoute({ getParentRoute: () => tenantRoute, path: 'dead-letters/$id' }).lazy(() =>
  import('./dead-letter.page.js').then(({ Route }) => Route),
);

export const deadLetterRoutes = [list, one] as const;
