import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { BacktestService } from './backtest.service.js';

@Controller()
export class BacktestRpc {
  constructor(private readonly backtests: BacktestService) {}

  @MessagePattern('logs.backtest', Transport.NATS)
  run(@Payload() request: RpcRequest<'logs.backtest'>): Promise<RpcAnswer<'logs.backtest'>> {
    return this.backtests.run(request);
  }
}
