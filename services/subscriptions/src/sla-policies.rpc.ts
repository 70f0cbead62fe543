import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { SlaPoliciesService } from './sla-policies.service.js';

@Controller()
export class SlaPoliciesRpc {
  constructor(private readonly service: SlaPoliciesService) {}

  @MessagePattern('subscriptions.sla-policies.create', Transport.NATS)
  create(
    @Payload() request: RpcRequest<'subscriptions.sla-policies.create'>,
  ): Promise<RpcAnswer<'subscriptions.sla-policies.create'>> {
    return this.service.create(request);
  }

  @MessagePattern('subscriptions.sla-policies.put', Transport.NATS)
  put(
    @Payload() request: RpcRequest<'subscriptions.sla-policies.put'>,
  ): Promise<RpcAnswer<'subscriptions.sla-policies.put'>> {
    return this.service.put(request);
  }

  @MessagePattern('subscriptions.sla-policies.get', Transport.NATS)
  get(
    @Payload() request: RpcRequest<'subscriptions.sla-policies.get'>,
  ): Promise<RpcAnswer<'subscriptions.sla-policies.get'>> {
    return this.service.get(request);
  }

  @MessagePattern('subscriptions.sla-policies.list', Transport.NATS)
  list(
    @Payload() request: RpcRequest<'subscriptions.sla-policies.list'>,
  ): Promise<RpcAnswer<'subscriptions.sla-policies.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.sla-policies.patch', Transport.NATS)
  patch(
    @Payload() request: RpcRequest<'subscriptions.sla-policies.patch'>,
  ): Promise<RpcAnswer<'subscriptions.sla-policies.patch'>> {
    return this.service.patch(request);
  }

  @MessagePattern('subscriptions.sla-policies.delete', Transport.NATS)
  delete(@Payload() request: RpcRequest<'subscriptions.sla-policies.delete'>): Promise<object> {
    return this.service.delete(request);
  }
}
