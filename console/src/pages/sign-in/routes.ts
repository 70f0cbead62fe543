import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { SignInPage } from './sign-in.page.js';

/** Not just what begins with a slash: browsers take `//` and `/\` for another host. */
const OWN_PAGE = /^\/(t\/|tenants)/;

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  // What is left out here would stay as it came: the router merges this over the address's own.
  validateSearch: (search: Record<string, unknown>): { back?: string } => ({
    back: typeof search.back === 'string' && OWN_PAGE.test(search.back) ? search.back : undefined,
  }),
  component: SignInPage,
});

export const signInRoutes = [signIn] as const;
