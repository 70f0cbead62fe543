import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { ErasuresRepository } from './erasures.repository.js';
import { ErasuresService } from './erasures.service.js';

@Controller()
export class ErasuresRpc {
  constructor(
    private readonly service: ErasuresService,
    private readonly erasures: ErasuresRepository,
  ) {}

  @MessagePattern('logs.erasures.start', Transport.NATS)
  start({ tenant, input }: RpcRequest<'logs.erasures.start'>): Promise<RpcAnswer<'logs.erasures.start'>> {
    return this.service.start(tenant, input, Date.now());
  }

  @MessagePattern('logs.erasures.list', Transport.NATS)
  list({ tenant, query }: RpcRequest<'logs.erasures.list'>): Promise<RpcAnswer<'logs.erasures.list'>> {
    return this.erasures.list(tenant, query);
  }

  @MessagePattern('logs.erasures.get', Transport.NATS)
  get({ tenant, id }: RpcRequest<'logs.erasures.get'>): Promise<RpcAnswer<'logs.erasures.get'>> {
    return this.service.get(tenant, id);
  }
}
