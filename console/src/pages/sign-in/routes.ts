import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { SignInPage } from './sign-in.page.js';

/** Not just what begins with a slash: browsers take `//` and `/\` for another host. */
const OWN_PAGE = /^\/(t\/|tenants)/;

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: searchOf(({ back }): { back?: string } =>
    typeof back === 'string' && OWN_PAGE.test(back) ? { back } : {},
  ),
  component: SignInPage,
});

export const signInRoutes = [signIn] as const;
