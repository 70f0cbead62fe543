import type { z } from 'zod';
import { envelopeSchema } from '../accept-event.js';
import { dataSchemaFor } from '../canonical-data.schema.js';

/** A whole CloudEvent of this type in structured mode, as a helpdesk publishes it and as it is taken. */
export function eventSchemaOf(type: z.ZodType<string>, dataOf: string) {
  return envelopeSchema.extend({ type, data: dataSchemaFor(dataOf) });
}
