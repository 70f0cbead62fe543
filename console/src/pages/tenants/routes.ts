import { createRoute, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { whoAsks } from '../../app/who-asks.js';

const tenants = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tenants',
  validateSearch: searchOf(({ q }): { q?: string } => (typeof q === 'string' && q !== '' ? { q } : {})),
  beforeLoad: async () => {
    const self = await whoAsks();
    if (self === null) return redirect({ to: '/sign-in', search: { back: '/tenants' }, throw: true });
    if (self.tenant !== null) redirect({ to: '/t/$tenant', params: { tenant: self.tenant }, throw: true });
    return undefined;
  },
}).lazy(() => import('./tenants.page.js').then(({ Route }) => Route));

export const tenantsRoutes = [tenants] as const;
