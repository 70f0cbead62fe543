import { slaClockPageSchema, slaClockQuerySchema, ticketSlaSchema } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant, oneInTenant } from './parameters.js';

const tag = 'Tickets';

export const ticketOperations = {
  sla: operation({
    id: 'getTicketSla',
    method: 'GET',
    path: '/v1/tenants/{tenant}/tickets/{id}/sla',
    tag,
    summary: "Get a ticket's SLA clocks",
    description:
      'Which policy applies, each clock with what is due and what remains, and what moved them. `id` is the ticket’s id as ' +
      'its events have it. Where no policy applies, `policy` is null and there are no clocks.',
    access: 'read',
    knownTenant: true,
    params: oneInTenant,
    answer: { status: 200, description: 'The clocks as they stand', schema: ticketSlaSchema },
  }),
  clocks: operation({
    id: 'listSlaClocks',
    method: 'GET',
    path: '/v1/tenants/{tenant}/sla-clocks',
    tag,
    summary: 'List the SLA clocks that have not ended, the next due first',
    description:
      'Overdue ones come first, since they were due before all others, and paused ones last, since they are not due. ' +
      'Clocks go on between two pages: one that is due at another instant now may be missing or come twice.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: slaClockQuerySchema,
    answer: { status: 200, description: 'One page of clocks as they stand', schema: slaClockPageSchema },
  }),
} as const;
