import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { StatsService } from './stats.service.js';

@Controller()
export class StatsRpc {
  constructor(private readonly stats: StatsService) {}

  @MessagePattern('logs.stats', Transport.NATS)
  of(@Payload() request: RpcRequest<'logs.stats'>): Promise<RpcAnswer<'logs.stats'>> {
    return this.stats.of(request, Date.now());
  }
}
