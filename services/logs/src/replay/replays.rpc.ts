import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { ReplaysRepository } from './replays.repository.js';
import { ReplaysService } from './replays.service.js';

@Controller()
export class ReplaysRpc {
  constructor(
    private readonly service: ReplaysService,
    private readonly replays: ReplaysRepository,
  ) {}

  @MessagePattern('logs.replays.start', Transport.NATS)
  start(request: RpcRequest<'logs.replays.start'>): Promise<RpcAnswer<'logs.replays.start'>> {
    return this.service.start(request, Date.now());
  }

  @MessagePattern('logs.replays.list', Transport.NATS)
  list({ tenant, query }: RpcRequest<'logs.replays.list'>): Promise<RpcAnswer<'logs.replays.list'>> {
    return this.replays.list(tenant, query);
  }

  @MessagePattern('logs.replays.get', Transport.NATS)
  get({ tenant, id }: RpcRequest<'logs.replays.get'>): Promise<RpcAnswer<'logs.replays.get'>> {
    return this.service.get(tenant, id);
  }

  @MessagePattern('logs.replays.cancel', Transport.NATS)
  cancel({ tenant, id }: RpcRequest<'logs.replays.cancel'>): Promise<RpcAnswer<'logs.replays.cancel'>> {
    return this.service.cancel(tenant, id);
  }
}
