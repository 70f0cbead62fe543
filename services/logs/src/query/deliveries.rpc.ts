import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { DeliveryReplayService } from '../replay/delivery-replay.service.js';
import { DeliveryLogRepository } from './delivery-log.repository.js';
import { unknownDelivery } from './unknown-delivery.js';

@Controller()
export class DeliveriesRpc {
  constructor(
    private readonly deliveries: DeliveryLogRepository,
    private readonly replays: DeliveryReplayService,
  ) {}

  @MessagePattern('logs.deliveries.list', Transport.NATS)
  list({
    tenant,
    query,
    hidesSecrets,
  }: RpcRequest<'logs.deliveries.list'>): Promise<RpcAnswer<'logs.deliveries.list'>> {
    return this.deliveries.list(tenant, query, hidesSecrets);
  }

  @MessagePattern('logs.deliveries.known', Transport.NATS)
  async known({
    tenant,
    ids,
  }: RpcRequest<'logs.deliveries.known'>): Promise<RpcAnswer<'logs.deliveries.known'>> {
    return { items: await this.deliveries.known(tenant, ids) };
  }

  @MessagePattern('logs.deliveries.get', Transport.NATS)
  async get({ tenant, id }: RpcRequest<'logs.deliveries.get'>): Promise<RpcAnswer<'logs.deliveries.get'>> {
    const delivery = await this.deliveries.find(tenant, id);
    if (delivery === null) throw unknownDelivery(id);
    const [attempts, progress] = await Promise.all([
      this.deliveries.attempts(tenant, id),
      this.deliveries.progress(tenant, delivery),
    ]);
    return { ...delivery, attempts, progress };
  }

  @MessagePattern('logs.deliveries.replay', Transport.NATS)
  replay({ tenant, id }: RpcRequest<'logs.deliveries.replay'>): Promise<RpcAnswer<'logs.deliveries.replay'>> {
    return this.replays.replay(tenant, id);
  }
}
