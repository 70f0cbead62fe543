import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { TenantsService } from './tenants.service.js';

@Controller()
export class TenantsRpc {
  constructor(private readonly service: TenantsService) {}

  @MessagePattern('subscriptions.tenants.put', Transport.NATS)
  put(
    @Payload() request: RpcRequest<'subscriptions.tenants.put'>,
  ): Promise<RpcAnswer<'subscriptions.tenants.put'>> {
    return this.service.put(request);
  }

  @MessagePattern('subscriptions.tenants.patch', Transport.NATS)
  patch(
    @Payload() request: RpcRequest<'subscriptions.tenants.patch'>,
  ): Promise<RpcAnswer<'subscriptions.tenants.patch'>> {
    return this.service.patch(request);
  }

  @MessagePattern('subscriptions.tenants.rotate-secret', Transport.NATS)
  rotateSecret(
    @Payload() request: RpcRequest<'subscriptions.tenants.rotate-secret'>,
  ): Promise<RpcAnswer<'subscriptions.tenants.rotate-secret'>> {
    return this.service.rotateSecret(request);
  }

  @MessagePattern('subscriptions.tenants.get', Transport.NATS)
  get(
    @Payload() request: RpcRequest<'subscriptions.tenants.get'>,
  ): Promise<RpcAnswer<'subscriptions.tenants.get'>> {
    return this.service.get(request);
  }

  @MessagePattern('subscriptions.tenants.list', Transport.NATS)
  list(
    @Payload() request: RpcRequest<'subscriptions.tenants.list'>,
  ): Promise<RpcAnswer<'subscriptions.tenants.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.tenants.delete', Transport.NATS)
  delete(@Payload() request: RpcRequest<'subscriptions.tenants.delete'>): Promise<object> {
    return this.service.delete(request);
  }
}
