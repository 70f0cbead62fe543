import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { SubscriptionHealthService } from './subscription-health.service.js';

@Controller()
export class SubscriptionHealthRpc {
  constructor(private readonly health: SubscriptionHealthService) {}

  @MessagePattern('logs.stats.subscriptions', Transport.NATS)
  of(
    @Payload() request: RpcRequest<'logs.stats.subscriptions'>,
  ): Promise<RpcAnswer<'logs.stats.subscriptions'>> {
    return this.health.of(request, Date.now());
  }
}
