import { conditionFieldsSchema, dialectInfoSchema, eventTypeInfoSchema } from '@deskhook/contracts';
import { z } from 'zod';
import { operation } from '../operation.js';

const tag = 'Catalogue';

const eventTypesSchema = z.object({ items: z.array(eventTypeInfoSchema), nextCursor: z.null() });
const dialectsSchema = z.object({ items: z.array(dialectInfoSchema), nextCursor: z.null() });
export type EventTypes = z.infer<typeof eventTypesSchema>;
export type Dialects = z.infer<typeof dialectsSchema>;

export const catalogueOperations = {
  eventTypes: operation({
    id: 'listEventTypes',
    method: 'GET',
    path: '/v1/event-types',
    tag,
    summary: 'List the event types, and the dialects that send them',
    access: 'read',
    answer: { status: 200, description: 'Every type of the catalogue', schema: eventTypesSchema },
  }),
  schema: operation({
    id: 'getEventTypeSchema',
    method: 'GET',
    path: '/v1/event-types/{type}/schema',
    tag,
    summary: 'Get the JSON Schema of an event type',
    description: 'Of the whole CloudEvent in structured mode. Also for `custom.<name>`.',
    access: 'read',
    params: z.object({ type: z.string().min(1).max(128) }),
    answer: {
      status: 200,
      description: 'A JSON Schema (draft 2020-12)',
      schema: z.record(z.string(), z.unknown()),
      contentType: 'application/schema+json',
    },
  }),
  sample: operation({
    id: 'getEventTypeSample',
    method: 'GET',
    path: '/v1/event-types/{type}/sample',
    tag,
    summary: 'Get a complete sample event',
    description:
      'Every field that the canonical model has for the type: what a publisher can send, and what dialects fill their bodies with.',
    access: 'read',
    params: z.object({ type: z.string().min(1).max(128) }),
    answer: {
      status: 200,
      description: 'A CloudEvent in structured mode',
      schema: z.record(z.string(), z.unknown()),
    },
  }),
  conditionFields: operation({
    id: 'getConditionFields',
    method: 'GET',
    path: '/v1/condition-fields',
    tag,
    summary: 'Get what conditions and actions are made of',
    description:
      'The fields of the canonical model with their types, the operators with what they take, and the actions. Custom ' +
      'fields are named `ticket.custom_fields.<key or id>`; what custom events carry may be named too.',
    access: 'read',
    answer: { status: 200, description: 'Fields, operators and actions', schema: conditionFieldsSchema },
  }),
  dialects: operation({
    id: 'listDialects',
    method: 'GET',
    path: '/v1/dialects',
    tag,
    summary: 'List the dialects that deliveries can be made in',
    description:
      'Dialects that send types under their own names show one sample here, and all on their own page.',
    access: 'read',
    answer: {
      status: 200,
      description: 'Every dialect with its events, options and defaults',
      schema: dialectsSchema,
    },
  }),
  dialect: operation({
    id: 'getDialect',
    method: 'GET',
    path: '/v1/dialects/{name}',
    tag,
    summary: 'Get a dialect',
    access: 'read',
    params: z.object({ name: z.string().min(1).max(64) }),
    answer: { status: 200, description: 'The dialect', schema: dialectInfoSchema },
  }),
} as const;
