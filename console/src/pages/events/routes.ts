import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { eventSearch, explanationSearch } from './event-search.js';

const list = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'events',
  validateSearch: searchOf(eventSearch),
}).lazy(() => import('./events.page.js').then(({ Route }) => Route));
const one = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'events/$id',
  validateSearch: searchOf(explanationSearch),
}).lazy(() => import('./event.page.js').then(({ Route }) => Route));

export const eventRoutes = [list, one] as const;
