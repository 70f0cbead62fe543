import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { clockSearch } from './clock-search.js';

const clocks = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'sla',
  validateSearch: searchOf(clockSearch),
}).lazy(() => import('./sla-clocks.page.js').then(({ Route }) => Route));
const policies = createRoute({ getParentRoute: () => tenantRoute, path: 'sla/policies' }).lazy(() =>
  import('./sla-policies.page.js').then(({ Route }) => Route),
);
const newPolicy = createRoute({ getParentRoute: () => tenantRoute, path: 'sla/policies/new' }).lazy(() =>
  import('./sla-policy-new.page.js').then(({ Route }) => Route),
);
const policy = createRoute({ getParentRoute: () => tenantRoute, path: 'sla/policies/$id' }).lazy(() =>
  import('./sla-policy.page.js').then(({ Route }) => Route),
);
const calendars = createRoute({ getParentRoute: () => tenantRoute, path: 'sla/calendars' }).lazy(() =>
  import('./calendars.page.js').then(({ Route }) => Route),
);
const newCalendar = createRoute({ getParentRoute: () => tenantRoute, path: 'sla/calendars/new' }).lazy(() =>
  import('./calendar-new.page.js').then(({ Route }) => Route),
);
const calendar = createRoute({ getParentRoute: () => tenantRoute, path: 'sla/calendars/$id' }).lazy(() =>
  import('./calendar.page.js').then(({ Route }) => Route),
);
const ticket = createRoute({ getParentRoute: () => tenantRoute, path: 'tickets/$id' }).lazy(() =>
  import('./ticket.page.js').then(({ Route }) => Route),
);

export const slaRoutes = [
  clocks,
  policies,
  newPolicy,
  policy,
  calendars,
  newCalendar,
  calendar,
  ticket,
] as const;
