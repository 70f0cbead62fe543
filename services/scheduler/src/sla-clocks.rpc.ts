import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { SlaClocksService } from './sla-clocks.service.js';

@Controller()
export class SlaClocksRpc {
  constructor(private readonly clocks: SlaClocksService) {}

  @MessagePattern('scheduler.sla-clocks.list', Transport.NATS)
  list(
    @Payload() { tenant, query }: RpcRequest<'scheduler.sla-clocks.list'>,
  ): Promise<RpcAnswer<'scheduler.sla-clocks.list'>> {
    return this.clocks.list(tenant, query);
  }
}
