import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../role.js';

/** Who asks, as the API knows them. */
export const selfSchema = z.object({
  kind: z.enum(['root', 'key']).describe('The root key, or an API key of a tenant'),
  id: z.string(),
  name: z.string().nullable().describe('Name of the API key; null for the root key'),
  role: z.enum(['root', ...ROLES]),
  tenant: z
    .string()
    .nullable()
    .describe('The tenant of the API key; null for the root key, which may ask for all'),
  permissions: z.array(z.enum(PERMISSIONS)).describe('What the role may do'),
  version: z.string().describe('Release of the gateway'),
  traceUrlTemplate: z
    .string()
    .nullable()
    .describe(
      "Address of a trace in the operator's tracing system, with {traceId} where the id goes; null: none is set",
    ),
});
export type Self = z.infer<typeof selfSchema>;
