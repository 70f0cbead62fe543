import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { detailSearch } from './detail/detail-search.js';
import { listSearch } from './list/list-search.js';

const list = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'subscriptions',
  validateSearch: searchOf(listSearch),
}).lazy(() => import('./subscriptions.page.js').then(({ Route }) => Route));
const create = createRoute({ getParentRoute: () => tenantRoute, path: 'subscriptions/new' }).lazy(() =>
  import('./subscription-new.page.js').then(({ Route }) => Route),
);
const one = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'subscriptions/$id',
  validateSearch: searchOf(detailSearch),
}).lazy(() => import('./subscription.page.js').then(({ Route }) => Route));
const edit = createRoute({ getParentRoute: () => tenantRoute, path: 'subscriptions/$id/edit' }).lazy(() =>
  import('./subscription-edit.page.js').then(({ Route }) => Route),
);

export const subscriptionRoutes = [list, create, one, edit] as const;
