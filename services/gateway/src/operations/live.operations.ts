import { liveAttemptSchema, liveHeadersSchema, liveQuerySchema } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

export const liveOperations = {
  stream: operation({
    id: 'streamAttempts',
    method: 'GET',
    path: '/v1/tenants/{tenant}/live',
    tag: 'Deliveries',
    summary: 'Attempts as they happen',
    description:
      'Server-sent events, each with an attempt as `data`, narrowed down by the filters of the list of deliveries. ' +
      '`Last-Event-ID` goes on after an event without a gap, as long as the stream holds what followed. A client that falls ' +
      'too far behind gets `event: lagging` with how many attempts were left out. A comment every 15 seconds tells that the ' +
      'connection lives; `event: end` says why the stream ends: the key was deleted, or the gateway stops.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: liveQuerySchema,
    headers: liveHeadersSchema,
    answer: {
      status: 200,
      description: 'The stream; the `data` of each `event: attempt` is of this form',
      schema: liveAttemptSchema,
      contentType: 'text/event-stream',
    },
    failures: ['too-many-requests'],
  }),
} as const;
