import { createRoute, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { currentKey } from '../../app/session.js';

const tenants = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tenants',
  beforeLoad: () => {
    if (currentKey() === null) redirect({ to: '/sign-in', search: { back: '/tenants' }, throw: true });
  },
}).lazy(() => import('./tenants.page.js').then(({ Route }) => Route));

export const tenantsRoutes = [tenants] as const;
