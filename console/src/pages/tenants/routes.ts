import { createRoute, redirect } from '@tanstack/react-router';
import { queryClient } from '../../app/query-client.js';
import { rootRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { currentKey } from '../../app/session.js';
import { selfQuery } from '../../app/use-session.js';

const tenants = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tenants',
  validateSearch: searchOf(({ q }): { q?: string } => (typeof q === 'string' && q !== '' ? { q } : {})),
  beforeLoad: async () => {
    const key = currentKey();
    if (key === null) return redirect({ to: '/sign-in', search: { back: '/tenants' }, throw: true });
    const { tenant } = await queryClient.ensureQueryData(selfQuery(key));
    if (tenant !== null) redirect({ to: '/t/$tenant', params: { tenant }, throw: true });
    return undefined;
  },
}).lazy(() => import('./tenants.page.js').then(({ Route }) => Route));

export const tenantsRoutes = [tenants] as const;
