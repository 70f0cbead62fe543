import { z } from 'zod';
import { dataSchemaFor } from '../canonical-data.schema.js';

/** A whole CloudEvent of this type in structured mode, as a helpdesk publishes it. */
export function eventSchemaOf(type: z.ZodType<string>, dataOf: string) {
  return z.looseObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(256).describe('Unique per tenant; the same id again makes no second delivery'),
    source: z.string().min(1).max(1024),
    type,
    subject: z.string().max(1024).optional(),
    time: z.iso.datetime({ offset: true }).optional(),
    datacontenttype: z.string().optional(),
    correlationid: z.string().max(256).optional().describe('The same on all events that tell of one change'),
    causationid: z.string().optional().describe('Id of the event or command that it follows from'),
    hopcount: z.int().min(0).optional().describe('How many events caused this one; guards against loops'),
    actortype: z.string().optional().describe('agent, client, system, trigger or api'),
    traceparent: z.string().optional().describe('W3C trace context'),
    data: dataSchemaFor(dataOf),
  });
}
