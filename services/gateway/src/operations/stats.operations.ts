import { statsQuerySchema, statsSchema } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

export const statsOperations = {
  get: operation({
    id: 'getStats',
    method: 'GET',
    path: '/v1/tenants/{tenant}/stats',
    tag: 'Statistics',
    summary: 'How deliveries fare, by subscription, URL and event',
    description:
      'Counts attempts, as the dashboards of the vendors do: every request that was made in the window counts, retries and ' +
      'tests included. A success is an answer by which the delivery counts as delivered. The window is the last 24 hours ' +
      'unless said otherwise. `buckets` has the figures of everything that the filters select, without gaps and in UTC: ' +
      'filter by subscription, URL and event to see the course of one item.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: statsQuerySchema,
    answer: { status: 200, description: 'The figures', schema: statsSchema },
  }),
} as const;
