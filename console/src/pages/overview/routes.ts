import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { isWindowKey, type WindowKey } from './windows.js';

const overview = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/',
  validateSearch: ({ window }: Record<string, unknown>): { window?: WindowKey | undefined } => ({
    window: isWindowKey(window) ? window : undefined,
  }),
}).lazy(() => import('./overview.page.js').then(({ Route }) => Route));

export const overviewRoutes = [overview] as const;
