import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { NotFoundPage } from './not-found.page.js';
import { FailedPage } from './failed.page.js';
import { Shell } from './shell.js';
import { whoAsks } from './who-asks.js';

export const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: FailedPage });

/** Everything of a tenant: who is not signed in is sent to sign in, and comes back afterwards. */
export const tenantRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$tenant',
  beforeLoad: async ({ location, params }) => {
    const self = await whoAsks();
    if (self === null) return redirect({ to: '/sign-in', search: { back: location.href }, throw: true });
    if (self.tenant !== null && self.tenant !== params.tenant)
      redirect({ to: '/t/$tenant', params: { tenant: self.tenant }, throw: true });
    return undefined;
  },
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});
