import { CONNECTOR_KINDS } from '@deskhook/connectors';
import { z } from 'zod';
import { fitsDepth } from '../json-depth.js';
import { pageOf } from './page.schema.js';
import { ROTATION_OVERLAP_SECONDS_MAX } from './subscription.schema.js';

const SECRET_LENGTH_MIN = 16;
const SECRET_LENGTH_MAX = 512;
const OPTION_DEPTH_MAX = 8;

/** Options of the helpdesk by name, which its kind judges. Null: none. */
const options = z.record(
  z.string().max(64),
  z
    .unknown()
    .refine(
      (value) => fitsDepth(value, OPTION_DEPTH_MAX),
      `must not be nested deeper than ${OPTION_DEPTH_MAX} levels`,
    ),
);

const fields = {
  name: z.string().trim().min(1, 'must not be empty').max(255),
  secret: z
    .string()
    .min(SECRET_LENGTH_MIN, `must have at least ${SECRET_LENGTH_MIN} characters`)
    .max(SECRET_LENGTH_MAX)
    .nullable(),
  status: z.enum(['active', 'inactive']),
  options,
};

/** Input of `POST …/connectors`. */
export const connectorInputSchema = z.strictObject({
  kind: z.enum(CONNECTOR_KINDS),
  ...fields,
  secret: fields.secret
    .optional()
    .describe(
      'What the helpdesk signs with. Absent: one is made where the helpdesk takes one, else it is to be pasted in later',
    ),
  status: fields.status.default('active'),
  options: options.default({}),
});
export type ConnectorInput = z.infer<typeof connectorInputSchema>;

const overlapSeconds = z
  .number()
  .int()
  .min(0)
  .max(ROTATION_OVERLAP_SECONDS_MAX)
  .describe('How long what is signed with the secrets before is taken still; absent: from now on no more');

/** Input of `PATCH …/connectors/{id}` (JSON merge patch): what is absent stays; `options` are merged by key. */
export const connectorPatchSchema = z
  .strictObject({ ...fields, overlapSeconds })
  .partial()
  .refine(({ secret, overlapSeconds: seconds }) => seconds === undefined || typeof secret === 'string', {
    path: ['overlapSeconds'],
    error: 'needs a new "secret" beside it, which takes the place of the one before',
  });
export type ConnectorPatch = z.infer<typeof connectorPatchSchema>;

/** What a request to a connector can come to; `refused`: authentic, not understood, and kept as a dead letter. */
export const CONNECTOR_OUTCOMES = ['accepted', 'ignored', 'refused', 'unauthorized', 'unavailable'] as const;
export type ConnectorOutcome = (typeof CONNECTOR_OUTCOMES)[number];

/** The newest request of an outcome: a trace of it, for whoever asks why nothing comes. */
export const connectorRequestSchema = z.object({
  outcome: z.enum(CONNECTOR_OUTCOMES),
  at: z.iso.datetime(),
  /** What it brought, or why it was not taken, as a sentence or the types of its events. */
  detail: z.string(),
});
export type ConnectorRequest = z.infer<typeof connectorRequestSchema>;

/** A request as the gateway tells of it. */
export const connectorNoteSchema = connectorRequestSchema.extend({ tenant: z.string(), id: z.string() });
export type ConnectorNote = z.infer<typeof connectorNoteSchema>;

export const connectorSchema = z.object({
  id: z.string(),
  kind: z.enum(CONNECTOR_KINDS),
  name: z.string(),
  status: fields.status,
  /** Null: there is none, or the reader's role may not see it (`hasSecret` tells). */
  secret: z.string().nullable(),
  hasSecret: z.boolean(),
  options: z.record(z.string(), z.unknown()),
  /** Path of the address that is to be entered in the helpdesk, after the gateway's own. */
  url: z.string(),
  /** What keeps it from working as it is. One sentence each. */
  warnings: z.array(z.string()),
  /** The newest request of each outcome that there was, the newest first; a few seconds behind. */
  lastRequests: z.array(connectorRequestSchema),
  etag: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ConnectorView = z.infer<typeof connectorSchema>;
export const connectorPageSchema = pageOf(connectorSchema);

/** What a helpdesk's request came to. */
export const inboundAnswerSchema = z.object({
  /** Events that are stored. */
  accepted: z.number().int(),
  /** Why there are none, where there is nothing to be made of it. */
  ignored: z.string().optional(),
  /** Where it was not understood: it is kept among the dead letters under this id. */
  deadLetter: z.string().optional(),
});
export type InboundAnswer = z.infer<typeof inboundAnswerSchema>;
