import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.schema.js';

/** Whom to erase: by e-mail address, or by the id that the helpdesk has for them. */
export const erasureInputSchema = z
  .object({
    email: z.email('must be an e-mail address').max(320).optional(),
    requesterId: z
      .union(
        [z.string().min(1).max(128), z.number().int()],
        'must be the id of a person: an integer or a text',
      )
      .transform(String)
      .optional(),
  })
  .strict()
  .refine(
    ({ email, requesterId }) => (email === undefined) !== (requesterId === undefined),
    'name either "email" or "requesterId"',
  );
export type ErasureInput = z.infer<typeof erasureInputSchema>;

const count = z.number().int();

/** An erasure of a person from everything that the log has of a tenant, and how far it has come. */
export const erasureSchema = z.object({
  id: z.string(),
  /** The address with its name cut, since it is erased here too. */
  email: z.string().nullable(),
  requesterId: z.string().nullable(),
  state: z.enum(['running', 'done', 'failed']),
  /** What it is at: waits for the log, or reads bodies, attributes of events, attempts, texts, dead letters or replays. */
  stage: z.enum(['waiting', 'bodies', 'events', 'attempts', 'texts', 'dead-letters', 'replays']),
  /** It reads everything again when it learnt more of the person, and when deliveries were still on their way. */
  pass: count,
  scanned: count,
  erased: z.object({
    bodies: count,
    events: count,
    attempts: count,
    texts: count,
    deadLetters: count,
    replays: count,
  }),
  /** Deliveries of the person's events that have not ended: they still go out as they are, and are erased then. */
  openDeliveries: count,
  /** Why it does not go on at the moment. */
  waiting: z.string().nullable(),
  /** Why it failed. */
  detail: z.string().nullable(),
  startedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;
export const erasurePageSchema = pageOf(erasureSchema);
export const erasureQuerySchema = pageQuerySchema;
export type ErasureQuery = z.infer<typeof erasureQuerySchema>;
