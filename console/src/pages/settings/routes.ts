import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';
import { searchOf } from '../../app/search-of.js';
import { windowOf, type TimeWindow } from '../../ui/time-window.js';
import { auditFilters, type AuditFilters } from './audit-words.js';

const tenant = createRoute({ getParentRoute: () => tenantRoute, path: 'settings' }).lazy(() =>
  import('./tenant-settings.page.js').then(({ Route }) => Route),
);
const apiKeys = createRoute({ getParentRoute: () => tenantRoute, path: 'settings/api-keys' }).lazy(() =>
  import('./api-keys.page.js').then(({ Route }) => Route),
);
const defaults = createRoute({ getParentRoute: () => tenantRoute, path: 'settings/defaults' }).lazy(() =>
  import('./defaults.page.js').then(({ Route }) => Route),
);
const auditLog = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'settings/audit-log',
  validateSearch: searchOf((search): AuditFilters & TimeWindow => ({
    ...auditFilters(search),
    ...windowOf(search),
  })),
}).lazy(() => import('./audit-log.page.js').then(({ Route }) => Route));
const erasures = createRoute({ getParentRoute: () => tenantRoute, path: 'settings/erasures' }).lazy(() =>
  import('./erasures.page.js').then(({ Route }) => Route),
);

export const settingsRoutes = [tenant, apiKeys, defaults, auditLog, erasures] as const;
