import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { OverviewService } from './overview.service.js';

@Controller()
export class OverviewRpc {
  constructor(private readonly overview: OverviewService) {}

  @MessagePattern('logs.overview', Transport.NATS)
  of(@Payload() { tenant, query }: RpcRequest<'logs.overview'>): Promise<RpcAnswer<'logs.overview'>> {
    return this.overview.of(tenant, query, Date.now());
  }
}
