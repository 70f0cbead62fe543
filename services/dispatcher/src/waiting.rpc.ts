import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { WaitingService } from './waiting.service.js';

@Controller()
export class WaitingRpc {
  constructor(private readonly waiting: WaitingService) {}

  @MessagePattern('dispatcher.waiting', Transport.NATS)
  of(@Payload() request: RpcRequest<'dispatcher.waiting'>): Promise<RpcAnswer<'dispatcher.waiting'>> {
    return this.waiting.of(request);
  }
}
