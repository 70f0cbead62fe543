import {
  erasureInputSchema,
  erasurePageSchema,
  erasureQuerySchema,
  erasureSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant, oneInTenant } from './parameters.js';

const tag = 'Erasures';

export const erasureOperations = {
  start: operation({
    id: 'startErasure',
    method: 'POST',
    path: '/v1/tenants/{tenant}/erasures',
    tag,
    summary: 'Erase a person from the log',
    description:
      'By `email`, wherever it stands, or by `requesterId`, where a person stands in an event. In everything that was accepted ' +
      'until now, the names, addresses and numbers of the person become `[erased]` and the rest stays readable: payloads of ' +
      'events, bodies sent, answers, errors, dead letters. What has not been delivered yet still is, as it was published; it is ' +
      'erased from the log then. What was erased cannot be replayed.',
    access: 'administer',
    knownTenant: true,
    audited: { kind: 'erasure', shows: ['requesterId'] },
    params: inTenant,
    body: erasureInputSchema,
    answer: { status: 202, description: 'It is at work', schema: erasureSchema },
  }),
  list: operation({
    id: 'listErasures',
    method: 'GET',
    path: '/v1/tenants/{tenant}/erasures',
    tag,
    summary: 'List erasures',
    access: 'administer',
    knownTenant: true,
    params: inTenant,
    query: erasureQuerySchema,
    answer: { status: 200, description: 'One page of erasures, newest first', schema: erasurePageSchema },
  }),
  get: operation({
    id: 'getErasure',
    method: 'GET',
    path: '/v1/tenants/{tenant}/erasures/{id}',
    tag,
    summary: 'How far an erasure has come',
    access: 'administer',
    knownTenant: true,
    params: oneInTenant,
    answer: { status: 200, description: 'The erasure', schema: erasureSchema },
  }),
} as const;
