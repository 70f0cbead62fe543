import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { AuditService } from './audit.service.js';

@Controller()
export class AuditRpc {
  constructor(private readonly service: AuditService) {}

  @MessagePattern('subscriptions.audit.list', Transport.NATS)
  list(
    @Payload() request: RpcRequest<'subscriptions.audit.list'>,
  ): Promise<RpcAnswer<'subscriptions.audit.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.audit.record', Transport.NATS)
  record(@Payload() request: RpcRequest<'subscriptions.audit.record'>): Promise<object> {
    return this.service.record(request);
  }
}
