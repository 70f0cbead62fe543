import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { isWindowKey, type WindowKey } from './windows.js';

const overview = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/',
  validateSearch: searchOf(({ window }): { window?: WindowKey } => (isWindowKey(window) ? { window } : {})),
}).lazy(() => import('./overview.page.js').then(({ Route }) => Route));

export const overviewRoutes = [overview] as const;
