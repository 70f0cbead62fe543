import { z } from 'zod';
import { actionSchema } from '../action.schema.js';
import { entityIdSchema } from '../canonical-data.schema.js';

/** What names the event that a command follows from. */
const causeSchema = z.object({ id: z.string(), type: z.string() });

/** `data` of a command: what a subscription asks the helpdesk to do, with which ticket, and why (contract, section 4). */
export const commandDataSchema = z.object({
  action: actionSchema,
  ticket: z.looseObject({
    id: entityIdSchema,
    track_id: z.string().optional(),
    subject: z.string().optional(),
  }),
  subscription: z.object({ id: z.string(), name: z.string() }),
  event: causeSchema.describe('The event that made the subscription fire, perhaps a derived one'),
});

/** Every action, by the last token of its subject. */
export const ACTION_TYPES = actionSchema.options.map(({ shape }) => shape.type.value);
