import {
  deliveryDetailSchema,
  deliveryPageSchema,
  deliveryQuerySchema,
  replayAnswerSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant, oneInTenant } from './parameters.js';

const tag = 'Deliveries';

export const deliveryOperations = {
  list: operation({
    id: 'listDeliveries',
    method: 'GET',
    path: '/v1/tenants/{tenant}/deliveries',
    tag,
    summary: 'Search the deliveries',
    description:
      '`error` finds a part of the error text, `code` the last HTTP status, `event` the id of an event (derived ones have their own). A ' +
      'date as `to` includes that day, in UTC. The log is up to half a second behind.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: deliveryQuerySchema,
    answer: { status: 200, description: 'One page of deliveries, newest first', schema: deliveryPageSchema },
  }),
  get: operation({
    id: 'getDelivery',
    method: 'GET',
    path: '/v1/tenants/{tenant}/deliveries/{id}',
    tag,
    summary: 'Get a delivery with every attempt',
    access: 'read',
    knownTenant: true,
    params: oneInTenant,
    answer: { status: 200, description: 'The delivery', schema: deliveryDetailSchema },
  }),
  replay: operation({
    id: 'replayDelivery',
    method: 'POST',
    path: '/v1/tenants/{tenant}/deliveries/{id}/replay',
    tag,
    summary: 'Deliver again',
    audited: { kind: 'delivery' },
    description: 'Under the same `webhook-id`, with the whole retry schedule ahead of it.',
    access: 'replay',
    knownTenant: true,
    params: oneInTenant,
    answer: { status: 202, description: 'It is on its way again', schema: replayAnswerSchema },
    failures: ['conflict'],
  }),
} as const;
