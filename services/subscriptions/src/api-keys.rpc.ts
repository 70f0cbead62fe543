import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { ApiKeysService } from './api-keys.service.js';

@Controller()
export class ApiKeysRpc {
  constructor(private readonly service: ApiKeysService) {}

  @MessagePattern('subscriptions.keys.create', Transport.NATS)
  create(
    @Payload() request: RpcRequest<'subscriptions.keys.create'>,
  ): Promise<RpcAnswer<'subscriptions.keys.create'>> {
    return this.service.create(request);
  }

  @MessagePattern('subscriptions.keys.list', Transport.NATS)
  list(
    @Payload() request: RpcRequest<'subscriptions.keys.list'>,
  ): Promise<RpcAnswer<'subscriptions.keys.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.keys.delete', Transport.NATS)
  delete(@Payload() request: RpcRequest<'subscriptions.keys.delete'>): Promise<object> {
    return this.service.delete(request);
  }
}
