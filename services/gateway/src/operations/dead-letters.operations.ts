import {
  deadLetterPageSchema,
  deadLetterQuerySchema,
  mendedReplayInputSchema,
  deadLetterSchema,
  RPC,
} from '@deskhook/contracts';
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
  get: operation({
    id: 'getDeadLetter',
    method: 'GET',
    path: '/v1/tenants/{tenant}/dead-letters/{id}',
    tag,
    summary: 'Get a dead letter with all of its payload that was kept',
    description: 'The root key may ask for the same tenants as in the list.',
    access: 'read',
    params: oneInTenant,
    answer: { status: 200, description: 'The dead letter', schema: deadLetterSchema },
  }),
  replay: operation({
    id: 'replayDeadLetter',
    method: 'POST',
    path: '/v1/tenants/{tenant}/dead-letters/{id}/replay',
    tag,
    summary: 'Publish a dead letter again, as it came or mended',
    description:
      'Without a body it is published as it came. With `event`, that is published in its place, to the same tenant, once it is ' +
      'found acceptable: what is wrong with it is answered and makes no other dead letter. Either way the dead letter counts as ' +
      'replayed. An event is read as JSON: integers beyond 2^53 lose digits.',
    audited: { kind: 'dead-letter', hides: ['event'] },
    access: 'replay',
    params: oneInTenant,
    body: mendedReplayInputSchema,
    answer: {
      status: 202,
      description: 'It is published again',
      schema: RPC['logs.dead-letters.replay'].answer,
    },
    failures: ['conflict'],
  }),
} as const;
