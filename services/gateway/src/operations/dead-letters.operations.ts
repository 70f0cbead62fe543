import { deadLetterPageSchema, deadLetterQuerySchema, RPC } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant, oneInTenant } from './parameters.js';

const tag = 'Dead letters';

export const deadLetterOperations = {
  list: operation({
    id: 'listDeadLetters',
    method: 'GET',
    path: '/v1/tenants/{tenant}/dead-letters',
    tag,
    summary: 'List what could not be accepted, with the reasons',
    description:
      'The root key may also ask for a tenant that does not exist, and for `_`: what names no well-formed tenant.',
    access: 'read',
    params: inTenant,
    query: deadLetterQuerySchema,
    answer: {
      status: 200,
      description: 'One page of dead letters, newest first',
      schema: deadLetterPageSchema,
    },
  }),
  replay: operation({
    id: 'replayDeadLetter',
    method: 'POST',
    path: '/v1/tenants/{tenant}/dead-letters/{id}/replay',
    tag,
    summary: 'Publish a dead letter again',
    audited: { kind: 'dead-letter' },
    access: 'replay',
    params: oneInTenant,
    answer: {
      status: 202,
      description: 'It is published again',
      schema: RPC['logs.dead-letters.replay'].answer,
    },
    failures: ['conflict'],
  }),
} as const;
