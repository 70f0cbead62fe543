import { z } from 'zod';
import { actionSchema } from '../action.schema.js';
import { entityIdSchema } from '../canonical-data.schema.js';
import { outgoingEventSchema } from './outgoing-event.schema.js';

/** `data` of a command: what a subscription asks the helpdesk to do, with which ticket, and why (contract, section 4). */
export const commandDataSchema = z.strictObject({
  action: actionSchema,
  ticket: z.strictObject({
    id: entityIdSchema,
    track_id: z.string().optional(),
    subject: z.string().optional(),
  }),
  subscription: z.strictObject({ id: z.string(), name: z.string() }),
  event: z
    .strictObject({ id: z.string(), type: z.string() })
    .describe('The event that made the subscription fire, perhaps a derived one'),
});

/** A command with any action. */
export const commandSchema = outgoingEventSchema.extend({
  subject: z.string().describe('tickets/<id>'),
  causationid: z.string().describe('Id of the event that it follows from'),
  correlationid: z.string().describe('The same on all that follows from one change'),
  hopcount: z.int().min(1).describe('To be given to every event that the command causes'),
  traceparent: z.string().describe('W3C trace context'),
  data: commandDataSchema,
});

/** The actions, each with the schema of its commands: `type` is the last token of the subject. */
export const COMMANDS = actionSchema.options.map((action) => {
  const type = action.shape.type.value;
  const schema = commandSchema.extend({
    type: z.literal(`command.${type}`),
    data: commandDataSchema.extend({ action }),
  });
  return { type, description: action.description ?? type, schema };
});
