import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { TestSendService } from './test-send.service.js';

@Controller()
export class TestSendRpc {
  constructor(private readonly tests: TestSendService) {}

  @MessagePattern('dispatcher.test', Transport.NATS)
  send(@Payload() request: RpcRequest<'dispatcher.test'>): Promise<RpcAnswer<'dispatcher.test'>> {
    return this.tests.send(request);
  }
}
