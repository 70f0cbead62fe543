import { dataSchemaFor } from '@deskhook/contracts';
import { EVENT_CATALOGUE } from '@deskhook/domain';
import { z } from 'zod';

const descriptions: ReadonlyMap<string, string> = new Map(Object.entries(EVENT_CATALOGUE));

/** The JSON Schema of a whole CloudEvent of this type, in structured mode. */
export function eventTypeSchema(type: string): Record<string, unknown> {
  const envelope = z.looseObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(256).describe('Unique per tenant; the same id again makes no second delivery'),
    source: z.string().min(1).max(1024),
    type: z.literal(type),
    subject: z.string().max(1024).optional(),
    time: z.iso.datetime({ offset: true }).optional(),
    datacontenttype: z.string().optional(),
    hopcount: z.int().min(0).optional().describe('How many events caused this one; guards against loops'),
    traceparent: z.string().optional().describe('W3C trace context'),
    data: dataSchemaFor(type),
  });
  const description = descriptions.get(type) ?? 'An event of your own.';
  return { title: type, description, ...z.toJSONSchema(envelope, { io: 'input', unrepresentable: 'any' }) };
}
