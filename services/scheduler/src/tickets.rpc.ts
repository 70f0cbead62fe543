import { FailureError, type RpcAnswer, type RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { PoliciesView } from './policies.view.js';
import { stateKey } from './sla-state-store.js';
import { SlaService } from './sla.service.js';
import { ticketSla } from './ticket-sla.js';

@Controller()
export class TicketsRpc {
  constructor(
    private readonly policies: PoliciesView,
    private readonly sla: SlaService,
  ) {}

  @MessagePattern('scheduler.tickets.sla', Transport.NATS)
  async look(
    @Payload() { tenant, ticketId }: RpcRequest<'scheduler.tickets.sla'>,
  ): Promise<RpcAnswer<'scheduler.tickets.sla'>> {
    await this.policies.current();
    const now = Date.now();
    const judged = await this.sla.look(stateKey(tenant, ticketId), now);
    if (judged !== null) return ticketSla(judged, now);
    const why = this.policies.hasPolicies(tenant)
      ? 'no event of it has come since the tenant has SLA policies'
      : 'the tenant has no SLA policy, and the helpdesk has stated no due instant (ticket.sla) for it';
    throw new FailureError({
      kind: 'not-found',
      detail: `the ticket "${ticketId}" has no SLA clocks: ${why}`,
    });
  }
}
