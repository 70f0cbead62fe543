import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { connectorRoutes } from '../pages/connectors/routes.js';
import { deadLetterRoutes } from '../pages/dead-letters/routes.js';
import { deliveryRoutes } from '../pages/deliveries/routes.js';
import { eventRoutes } from '../pages/events/routes.js';
import { overviewRoutes } from '../pages/overview/routes.js';
import { settingsRoutes } from '../pages/settings/routes.js';
import { signInRoutes } from '../pages/sign-in/routes.js';
import { slaRoutes } from '../pages/sla/routes.js';
import { subscriptionRoutes } from '../pages/subscriptions/routes.js';
import { tenantsRoutes } from '../pages/tenants/routes.js';
import { parseSearch, stringifySearch } from './plain-search.js';
import { rootRoute, tenantRoute } from './root-route.js';
import { whoAsks } from './who-asks.js';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const self = await whoAsks();
    if (self === null) return redirect({ to: '/sign-in', throw: true });
    const { tenant } = self;
    return tenant === null
      ? redirect({ to: '/tenants', throw: true })
      : redirect({ to: '/t/$tenant', params: { tenant }, throw: true });
  },
});

const routeTree = rootRoute.addChildren([
  home,
  ...signInRoutes,
  ...tenantsRoutes,
  tenantRoute.addChildren([
    ...overviewRoutes,
    ...subscriptionRoutes,
    ...deliveryRoutes,
    ...eventRoutes,
    ...connectorRoutes,
    ...slaRoutes,
    ...deadLetterRoutes,
    ...settingsRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
