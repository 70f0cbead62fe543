import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { erasureOperations as operations } from './operations/erasures.operations.js';

@Controller()
export class ErasuresController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.start)
  start(@Input() { params, body }: InputOf<typeof operations.start>) {
    return this.rpc.call('logs.erasures.start', { ...params, input: body });
  }

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('logs.erasures.list', { ...params, query });
  }

  @Handles(operations.get)
  get(@Input() { params }: InputOf<typeof operations.get>) {
    return this.rpc.call('logs.erasures.get', params);
  }
}
