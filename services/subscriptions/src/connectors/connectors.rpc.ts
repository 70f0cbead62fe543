import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { ConnectorsService } from './connectors.service.js';

@Controller()
export class ConnectorsRpc {
  constructor(private readonly service: ConnectorsService) {}

  @MessagePattern('subscriptions.connectors.create', Transport.NATS)
  create(
    @Payload() request: RpcRequest<'subscriptions.connectors.create'>,
  ): Promise<RpcAnswer<'subscriptions.connectors.create'>> {
    return this.service.create(request);
  }

  @MessagePattern('subscriptions.connectors.get', Transport.NATS)
  get(
    @Payload() request: RpcRequest<'subscriptions.connectors.get'>,
  ): Promise<RpcAnswer<'subscriptions.connectors.get'>> {
    return this.service.get(request);
  }

  @MessagePattern('subscriptions.connectors.list', Transport.NATS)
  list(
    @Payload() request: RpcRequest<'subscriptions.connectors.list'>,
  ): Promise<RpcAnswer<'subscriptions.connectors.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.connectors.patch', Transport.NATS)
  patch(
    @Payload() request: RpcRequest<'subscriptions.connectors.patch'>,
  ): Promise<RpcAnswer<'subscriptions.connectors.patch'>> {
    return this.service.patch(request);
  }

  @MessagePattern('subscriptions.connectors.delete', Transport.NATS)
  delete(@Payload() request: RpcRequest<'subscriptions.connectors.delete'>): Promise<object> {
    return this.service.delete(request);
  }

  @MessagePattern('subscriptions.connectors.note', Transport.NATS)
  note(@Payload() request: RpcRequest<'subscriptions.connectors.note'>): Promise<object> {
    return this.service.note(request);
  }
}
