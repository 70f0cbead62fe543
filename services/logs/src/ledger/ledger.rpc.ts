import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { LedgerService } from './ledger.service.js';

@Controller()
export class LedgerRpc {
  constructor(private readonly ledger: LedgerService) {}

  @MessagePattern('logs.ledger', Transport.NATS)
  of(@Payload() { tenant, query }: RpcRequest<'logs.ledger'>): Promise<RpcAnswer<'logs.ledger'>> {
    return this.ledger.of(tenant, query, Date.now());
  }
}
