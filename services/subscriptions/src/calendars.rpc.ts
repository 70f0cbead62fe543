import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { CalendarsService } from './calendars.service.js';

@Controller()
export class CalendarsRpc {
  constructor(private readonly service: CalendarsService) {}

  @MessagePattern('subscriptions.calendars.create', Transport.NATS)
  create(
    @Payload() request: RpcRequest<'subscriptions.calendars.create'>,
  ): Promise<RpcAnswer<'subscriptions.calendars.create'>> {
    return this.service.create(request);
  }

  @MessagePattern('subscriptions.calendars.put', Transport.NATS)
  put(
    @Payload() request: RpcRequest<'subscriptions.calendars.put'>,
  ): Promise<RpcAnswer<'subscriptions.calendars.put'>> {
    return this.service.put(request);
  }

  @MessagePattern('subscriptions.calendars.get', Transport.NATS)
  get(
    @Payload() request: RpcRequest<'subscriptions.calendars.get'>,
  ): Promise<RpcAnswer<'subscriptions.calendars.get'>> {
    return this.service.get(request);
  }

  @MessagePattern('subscriptions.calendars.list', Transport.NATS)
  list(
    @Payload() request: RpcRequest<'subscriptions.calendars.list'>,
  ): Promise<RpcAnswer<'subscriptions.calendars.list'>> {
    return this.service.list(request);
  }

  @MessagePattern('subscriptions.calendars.patch', Transport.NATS)
  patch(
    @Payload() request: RpcRequest<'subscriptions.calendars.patch'>,
  ): Promise<RpcAnswer<'subscriptions.calendars.patch'>> {
    return this.service.patch(request);
  }

  @MessagePattern('subscriptions.calendars.delete', Transport.NATS)
  delete(@Payload() request: RpcRequest<'subscriptions.calendars.delete'>): Promise<object> {
    return this.service.delete(request);
  }
}
