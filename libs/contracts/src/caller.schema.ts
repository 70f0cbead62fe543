import { z } from 'zod';
import { ROLES } from './role.js';

const origin = { ip: z.string().optional(), userAgent: z.string().optional() };

/**
 * On whose behalf something is asked: the operator with the root key, a tenant's API key, or a service by itself. It travels
 * with every call between services, which check it once more and write it into the audit log.
 */
export const callerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('root'),
    id: z.literal('root'),
    role: z.literal('root'),
    tenant: z.null(),
    ...origin,
  }),
  z.object({
    kind: z.literal('key'),
    /** Id of the API key. */
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    tenant: z.string(),
    ...origin,
  }),
  z.object({
    kind: z.literal('system'),
    /** Name of the service. */
    id: z.string(),
    role: z.literal('root'),
    tenant: z.null(),
    ...origin,
  }),
]);
export type Caller = z.infer<typeof callerSchema>;
