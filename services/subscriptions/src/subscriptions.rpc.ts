import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { SubscriptionActionsService } from './subscription-actions.service.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Controller()
export class SubscriptionsRpc {
  constructor(
    private readonly service: SubscriptionsService,
    private readonly actions: SubscriptionActionsService,
  ) {}

  @MessagePattern('subscriptions.create', Transport.NATS)
  create(@Payload() request: RpcRequest<'subscriptions.create'>): Promise<RpcAnswer<'subscriptions.create'>> {
    return this.service.create(request);
  }

  @MessagePattern('subscriptions.get', Transport.NATS)
  get(@Payload() request: RpcRequest<'subscriptions.get'>): Promise<RpcAnswer<'subscriptions.get'>> {
    return this.service.get(request);
  }

  @MessagePattern('subscriptions.list', Transport.NATS)
  list(@Payload() request: RpcRequest<'subscriptions.list'>): Promise<RpcAnswer<'subscriptions.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.patch', Transport.NATS)
  patch(@Payload() request: RpcRequest<'subscriptions.patch'>): Promise<RpcAnswer<'subscriptions.patch'>> {
    return this.service.patch(request);
  }

  @MessagePattern('subscriptions.delete', Transport.NATS)
  delete(@Payload() request: RpcRequest<'subscriptions.delete'>): Promise<object> {
    return this.service.delete(request);
  }

  @MessagePattern('subscriptions.rotate-secret', Transport.NATS)
  rotateSecret(
    @Payload() request: RpcRequest<'subscriptions.rotate-secret'>,
  ): Promise<RpcAnswer<'subscriptions.rotate-secret'>> {
    return this.actions.rotateSecret(request);
  }

  @MessagePattern('subscriptions.clone', Transport.NATS)
  clone(@Payload() request: RpcRequest<'subscriptions.clone'>): Promise<RpcAnswer<'subscriptions.clone'>> {
    return this.actions.clone(request);
  }

  @MessagePattern('subscriptions.bulk', Transport.NATS)
  bulk(@Payload() request: RpcRequest<'subscriptions.bulk'>): Promise<RpcAnswer<'subscriptions.bulk'>> {
    return this.actions.bulk(request);
  }
}
