import { z } from 'zod';

/** A type of the catalogue, and where it goes out. */
export const eventTypeInfoSchema = z.object({
  type: z.string(),
  description: z.string(),
  /** Path of its JSON Schema. */
  schema: z.string(),
  /** Path of a complete sample. */
  sample: z.string(),
  /** The dialects that send it, and the events that it fires there, under their native names. */
  dialects: z.array(z.object({ name: z.string(), events: z.array(z.string()) })),
});
export type EventTypeInfo = z.infer<typeof eventTypeInfoSchema>;

/** What conditions are made of: what an editor offers. */
export const conditionFieldsSchema = z.object({
  fields: z.array(
    z.object({
      field: z.string(),
      type: z.enum(['text', 'number', 'flag', 'instant', 'id', 'list']),
      description: z.string(),
    }),
  ),
  operators: z.array(
    z.object({
      operator: z.string(),
      /** What kind of `value` it takes. */
      operand: z.enum([
        'value',
        'list',
        'order',
        'range',
        'text',
        'pattern',
        'flag',
        'change',
        'values',
        'none',
        'instant',
        'duration',
        'calendar',
      ]),
      /** Whether `caseSensitive` makes a difference. */
      caseSensitive: z.boolean(),
      description: z.string(),
    }),
  ),
  /** What a subscription can ask the helpdesk to do, each with the JSON Schema of it. */
  actions: z.array(
    z.object({ type: z.string(), description: z.string(), schema: z.record(z.string(), z.unknown()) }),
  ),
});
export type ConditionFields = z.infer<typeof conditionFieldsSchema>;

const dialectOptionSchema = z.object({
  name: z.string(),
  kind: z.enum(['flag', 'choice', 'duration', 'url', 'text', 'template', 'object']),
  default: z.unknown(),
  /** What a choice may be; null for other kinds. */
  values: z.array(z.string()).nullable(),
  description: z.string(),
});

const nativeEventSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** Types that can fire it. */
  types: z.array(z.string()),
  /** Whether only its own name or its exact type selects it, not `ticket.*` or `*`. */
  isOffByDefault: z.boolean(),
  /** Whether the name is Deskhook's choice, because the vendor publishes none. */
  isInferred: z.boolean(),
});

/** A dialect: what it sends, how it delivers by default, and what it refuses. */
export const dialectInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  signsByDefault: z.boolean(),
  delivery: z.object({
    timeoutMs: z.number(),
    connectTimeoutMs: z.number(),
    retrySchedule: z.array(z.string()),
    successCodes: z.string(),
    maxRedirects: z.number().int(),
  }),
  limits: z.object({
    nameLengthMax: z.number().int(),
    urlLengthMax: z.number().int(),
    httpsOnly: z.boolean(),
  }),
  /** What `dialectOptions` may hold. */
  options: z.array(dialectOptionSchema),
  /** The vendor's own events; null: types go out under their own names. */
  events: z.array(nativeEventSchema).nullable(),
  sendsCustomEvents: z.boolean(),
  /** A complete request body for each event, as the defaults make it; none where the options have to be chosen first. */
  samples: z.array(z.object({ event: z.string(), contentType: z.string(), body: z.string() })),
});
export type DialectInfo = z.infer<typeof dialectInfoSchema>;
