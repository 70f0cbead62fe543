import {
  eventDetailQuerySchema,
  eventDetailSchema,
  eventPageSchema,
  eventQuerySchema,
  ingestAnswerSchema,
} from '@deskhook/contracts';
import { z } from 'zod';
import { operation } from '../operation.js';
import { inTenant, oneInTenant } from './parameters.js';

const tag = 'Events';
const path = '/v1/tenants/{tenant}/events';

const cloudEvent = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(256),
    source: z.string().min(1).max(1024),
    type: z.string().min(1).max(128),
    data: z.record(z.string(), z.unknown()),
  })
  .describe('A CloudEvent 1.0; the schema of its type stands under /v1/event-types/{type}/schema');

export const eventOperations = {
  publish: operation({
    id: 'publishEvents',
    method: 'POST',
    path,
    tag,
    summary: 'Publish one event or a batch',
    description:
      'One CloudEvent in structured mode, or in binary mode (attributes in `ce-…` headers, the body is `data`), or a batch. ' +
      'The answer comes once all are stored. Publishing an `id` again makes no second delivery. Where a part of a batch ' +
      'is refused, the rest is stored, and the problem names each refused event by its index and says how many are `accepted`.',
    access: 'publish',
    knownTenant: true,
    params: inTenant,
    rawBody: {
      'application/cloudevents+json': cloudEvent,
      'application/json': cloudEvent,
      'application/cloudevents-batch+json': z.array(cloudEvent),
    },
    answer: { status: 202, description: 'All events are stored', schema: ingestAnswerSchema },
    failures: ['too-large'],
  }),
  list: operation({
    id: 'listEvents',
    method: 'GET',
    path,
    tag,
    summary: 'Search the events',
    description:
      'By type, ticket and when they came, the newest first. A date as `to` includes that day, in UTC. Derived events are not ' +
      'listed: the event that they were derived from is.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: eventQuerySchema,
    answer: { status: 200, description: 'One page of events, newest first', schema: eventPageSchema },
  }),
  get: operation({
    id: 'getEvent',
    method: 'GET',
    path: '/v1/tenants/{tenant}/events/{id}',
    tag,
    summary: 'Get an event with its deliveries, and why subscriptions did or did not fire',
    description:
      'The explanations are of the subscriptions as they are now, and of what the log knows of their deliveries. The id of a ' +
      'derived event finds the event that it was derived from.',
    access: 'read',
    knownTenant: true,
    params: oneInTenant,
    query: eventDetailQuerySchema,
    answer: { status: 200, description: 'The event', schema: eventDetailSchema },
  }),
} as const;
