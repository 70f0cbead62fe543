import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { ticketOperations as operations } from './operations/tickets.operations.js';

@Controller()
export class TicketsController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.sla)
  sla(@Input() { params }: InputOf<typeof operations.sla>) {
    return this.rpc.call('scheduler.tickets.sla', { tenant: params.tenant, ticketId: params.id });
  }

  @Handles(operations.clocks)
  clocks(@Input() { params, query }: InputOf<typeof operations.clocks>) {
    return this.rpc.call('scheduler.sla-clocks.list', { ...params, query });
  }
}
