import { ticketSlaSchema } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { oneInTenant } from './parameters.js';

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
} as const;
