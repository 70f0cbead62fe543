import { auditPageSchema, auditQuerySchema } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

export const auditLogOperations = {
  list: operation({
    id: 'listAuditLog',
    method: 'GET',
    path: '/v1/tenants/{tenant}/audit-log',
    tag: 'Audit log',
    summary: 'Who changed what, newest first',
    description:
      'Every change of the tenant, its keys, subscriptions, calendars and SLA policies, every replay and erasure, and what Deskhook ' +
      'changed by itself. `operation` is the `operationId` of this document, or `disableEndpoint`. Secrets, credentials and the ' +
      'values of headers only say that they changed. A date as `to` includes that day, in UTC. The root key also sees what ' +
      'became of tenants that are gone, and what was done before a tenant of the same id was created again.',
    access: 'administer',
    params: inTenant,
    query: auditQuerySchema,
    answer: { status: 200, description: 'One page of entries', schema: auditPageSchema },
  }),
} as const;
