import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { DeadLetterReplayService } from '../replay/dead-letter-replay.service.js';
import { unknownDeadLetter } from './unknown-dead-letter.js';
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

  @MessagePattern('logs.dead-letters.get', Transport.NATS)
  async get({
    tenant,
    id,
  }: RpcRequest<'logs.dead-letters.get'>): Promise<RpcAnswer<'logs.dead-letters.get'>> {
    const letter = await this.deadLetters.get(tenant, id);
    if (letter === null) throw unknownDeadLetter(id);
    return letter;
  }

  @MessagePattern('logs.dead-letters.replay', Transport.NATS)
  replay({
    tenant,
    id,
  }: RpcRequest<'logs.dead-letters.replay'>): Promise<RpcAnswer<'logs.dead-letters.replay'>> {
    return this.replays.replay(tenant, id);
  }

  /** A call of its own: a release that does not know it must not publish the original instead. */
  @MessagePattern('logs.dead-letters.mend', Transport.NATS)
  mend({
    tenant,
    id,
    event,
  }: RpcRequest<'logs.dead-letters.mend'>): Promise<RpcAnswer<'logs.dead-letters.mend'>> {
    return this.replays.replayMended(tenant, id, event);
  }
}
