import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { SignInPage } from './sign-in.page.js';

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && search.back.startsWith('/') && !search.back.startsWith('//')
      ? { back: search.back }
      : {},
  component: SignInPage,
});

export const signInRoutes = [signIn] as const;
