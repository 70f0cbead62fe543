import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { DeadLetterReplayService } from '../replay/dead-letter-replay.service.js';
import { DeadLetterLogRepository } from './dead-letter-log.repository.js';

@Controller()
export class DeadLettersRpc {
  constructor(
    private readonly deadLetters: DeadLetterLogRepository,
    private readonly replays: DeadLetterReplayService,
  ) {}

  @MessagePattern('logs.dead-letters.list', Transport.NATS)
  list({
    tenant,
    query,
  }: RpcRequest<'logs.dead-letters.list'>): Promise<RpcAnswer<'logs.dead-letters.list'>> {
    return this.deadLetters.list(tenant, query);
  }

  @MessagePattern('logs.dead-letters.replay', Transport.NATS)
  replay({
    tenant,
    id,
  }: RpcRequest<'logs.dead-letters.replay'>): Promise<RpcAnswer<'logs.dead-letters.replay'>> {
    return this.replays.replay(tenant, id);
  }
}
