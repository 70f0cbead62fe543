import { createRoute } from '@tanstack/react-router';
import { tenantRoute } from '../../app/root-route.js';

const connectors = createRoute({ getParentRoute: () => tenantRoute, path: 'connectors' }).lazy(() =>
  import('./connectors.page.js').then(({ Route }) => Route),
);
const newConnector = createRoute({ getParentRoute: () => tenantRoute, path: 'connectors/new' }).lazy(() =>
  import('./connector-new.page.js').then(({ Route }) => Route),
);
const connector = createRoute({ getParentRoute: () => tenantRoute, path: 'connectors/$id' }).lazy(() =>
  import('./connector.page.js').then(({ Route }) => Route),
);

export const connectorRoutes = [connectors, newConnector, connector] as const;
