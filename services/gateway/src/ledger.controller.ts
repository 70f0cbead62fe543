import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { ledgerOperations as operations } from './operations/ledger.operations.js';

@Controller()
export class LedgerController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.get)
  get(@Input() { params, query }: InputOf<typeof operations.get>) {
    return this.rpc.call('logs.ledger', { ...params, query });
  }
}
