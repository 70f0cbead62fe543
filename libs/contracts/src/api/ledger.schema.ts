import { z } from 'zod';
import { windowFromSchema, windowToSchema } from './window.schema.js';

/** Most unexplained items that an answer shows. */
export const LEDGER_ITEMS_MAX = 100;

export const ledgerQuerySchema = z.object({
  from: windowFromSchema
    .optional()
    .describe('Of what was accepted from here on. Absent: 24 hours before `to`'),
  to: windowToSchema.optional().describe('Absent: now'),
});
export type LedgerQuery = z.infer<typeof ledgerQuerySchema>;

const count = (what: string) => z.number().int().describe(what);

export const UNEXPLAINED_KINDS = ['event', 'announcement', 'delivery'] as const;

export const ledgerSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  accepted: count('Events that were accepted, each id once'),
  evaluated: count('Of these, those that were evaluated'),
  waiting: count('Of these, those that wait for their evaluation'),
  duplicates: count(
    'Publications of an id that had been accepted before; they are not among the accepted ones',
  ),
  filtered: count('Subscriptions that selected an event and whose condition, throttle or dialect said no'),
  commands: count('Commands to the helpdesk'),
  deliveries: count('Deliveries that were made of the events'),
  delivered: count('Of these, those that were delivered'),
  dead: count('Of these, those whose retries are exhausted'),
  cancelled: count('Of these, those that were cancelled'),
  pending: count('Of these, those that wait for their first attempt or the next one'),
  unexplained: count(
    'Events and deliveries of which nobody knows where they are: 0 unless something was lost',
  ),
  unexplainedItems: z.array(
    z.object({
      what: z
        .enum(UNEXPLAINED_KINDS)
        .describe(
          '`event`: nothing came of it, or the log never heard of it · `announcement`: the evaluation made a delivery that the ' +
            'log never heard of · `delivery`: it is open and nowhere',
        ),
      id: z
        .string()
        .describe('The id of the event or delivery; of an event that the log never heard of its sequence'),
      eventId: z.string().nullable(),
      since: z.iso.datetime().describe('When it was found to be unexplained'),
      why: z.string(),
    }),
  ),
  asOf: z.iso
    .datetime()
    .nullable()
    .describe('When the books were last closed: what happened since is not in them yet'),
  lag: z
    .object({
      events: count('Events'),
      deliveries: count('Deliveries and evaluations'),
      attempts: count('Attempts'),
    })
    .nullable()
    .describe('Messages, of all tenants, that the log had still to read then'),
});
export type Ledger = z.infer<typeof ledgerSchema>;
