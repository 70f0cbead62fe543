import { z } from 'zod';

/** What every CloudEvent says that Deskhook itself publishes. Strict, so that tests see what it does not name. */
export const outgoingEventSchema = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().describe('The same when it comes again'),
  source: z.string().describe('The service that says it: /tenants/<tenant>/deskhook/<service>'),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  data: z.unknown(),
});
