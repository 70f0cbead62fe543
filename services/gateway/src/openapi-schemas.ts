import {
  apiKeySchema,
  attemptSchema,
  calendarSchema,
  createdApiKeySchema,
  deadLetterSchema,
  deliveryDetailSchema,
  deliverySummarySchema,
  dialectInfoSchema,
  erasureSchema,
  eventDetailSchema,
  eventSummarySchema,
  eventTypeInfoSchema,
  liveAttemptSchema,
  overviewSchema,
  replaySchema,
  problemSchema,
  selfSchema,
  slaClockSchema,
  slaPolicySchema,
  statsSchema,
  subscriptionHealthSchema,
  subscriptionSchema,
  tenantSchema,
  testAnswerSchema,
  ticketSlaSchema,
} from '@deskhook/contracts';
import { z } from 'zod';
import { readinessSchema } from './operations/system.operations.js';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Answers that have a name of their own in the document. */
const COMPONENTS: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema.loose(),
  Tenant: tenantSchema,
  ApiKey: apiKeySchema,
  CreatedApiKey: createdApiKeySchema,
  Subscription: subscriptionSchema,
  TestAnswer: testAnswerSchema,
  Calendar: calendarSchema,
  SlaPolicy: slaPolicySchema,
  TicketSla: ticketSlaSchema,
  SlaClock: slaClockSchema,
  Event: eventSummarySchema,
  EventDetail: eventDetailSchema,
  Delivery: deliverySummarySchema,
  DeliveryDetail: deliveryDetailSchema,
  Attempt: attemptSchema,
  LiveAttempt: liveAttemptSchema,
  Replay: replaySchema,
  Erasure: erasureSchema,
  DeadLetter: deadLetterSchema,
  EventType: eventTypeInfoSchema,
  Dialect: dialectInfoSchema,
  Stats: statsSchema,
  SubscriptionHealth: subscriptionHealthSchema,
  Overview: overviewSchema,
  Self: selfSchema,
  Readiness: readinessSchema,
};

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(COMPONENTS)) names.add(schema, { id });

const DEFINITIONS = '#/$defs/';
const COMPONENT_SCHEMAS = '#/components/schemas/';

/** The named schemas of the document. */
export function componentSchemas(): JsonSchema {
  const entries = Object.entries(COMPONENTS).map(([name, schema]) => {
    // A named schema converts into a reference to its own definition.
    const definitions = z.toJSONSchema(schema, options('output')).$defs ?? {};
    return [name, toComponents(definitions[name] ?? {})];
  });
  return Object.fromEntries(entries);
}

/** The JSON Schema of an answer; named schemas in it are references. */
export function outputSchema(schema: z.ZodType): JsonSchema {
  const name = names.get(schema)?.id;
  return name === undefined ? convert(schema, 'output') : { $ref: COMPONENT_SCHEMAS + name };
}

/** The JSON Schema of input, before defaults and conversions. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return convert(schema, 'input');
}

function convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _schema, $defs: _defs, ...rest } = z.toJSONSchema(schema, options(io));
  return toComponents(rest);
}

function options(io: 'input' | 'output'): z.core.ToJSONSchemaParams {
  return io === 'input'
    ? { io, unrepresentable: 'any' }
    : { io, unrepresentable: 'any', metadata: names, override: open };
}

/** Answers may gain fields: a client that is made from the document must not refuse them. */
function open({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function toComponents(schema: object): JsonSchema {
  const { id: _id, ...rest } = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(JSON.stringify(schema).replaceAll(DEFINITIONS, COMPONENT_SCHEMAS)));
  return rest;
}
