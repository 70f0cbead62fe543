import {
  overviewQuerySchema,
  overviewSchema,
  subscriptionHealthQuerySchema,
  subscriptionHealthSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

const tag = 'Statistics';

export const overviewOperations = {
  get: operation({
    id: 'getOverview',
    method: 'GET',
    path: '/v1/tenants/{tenant}/overview',
    tag,
    summary: 'How the tenant fares at a glance',
    description:
      'Deliveries are those of events that were accepted in the window, by what has become of them up to now; tests are not ' +
      'counted. Attempts are the requests that were made in the window, tests and retries included. `oldestOpen` may be older ' +
      'than the window. Deliveries and events are counted every few seconds (`asOf`), attempts at once.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: overviewQuerySchema,
    answer: { status: 200, description: 'The figures', schema: overviewSchema },
  }),
  subscriptions: operation({
    id: 'getSubscriptionHealth',
    method: 'GET',
    path: '/v1/tenants/{tenant}/stats/subscriptions',
    tag,
    summary: 'How the attempts of some subscriptions fare, with the course of each',
    description:
      'Everything that a page of subscriptions needs, in one request. Counts attempts as `getStats` does. Items are in the order ' +
      'of the ids, each id once. The buckets of all subscriptions together are at most 10,000.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: subscriptionHealthQuerySchema,
    answer: { status: 200, description: 'The figures', schema: subscriptionHealthSchema },
  }),
} as const;
