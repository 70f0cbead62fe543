import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { deadLetterOperations as operations } from './operations/dead-letters.operations.js';

@Controller()
export class DeadLettersController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('logs.dead-letters.list', { ...params, query });
  }

  @Handles(operations.replay)
  replay(@Input() { params }: InputOf<typeof operations.replay>) {
    return this.rpc.call('logs.dead-letters.replay', params);
  }
}
