import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { CurrentCaller, seesSecrets, type Caller } from './caller.js';
import { withUrlSeenBy } from './delivery-view.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { statsOperations as operations } from './operations/stats.operations.js';

@Controller()
export class StatsController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.get)
  async get(@Input() { params, query }: InputOf<typeof operations.get>, @CurrentCaller() caller: Caller) {
    const stats = await this.rpc.call('logs.stats', { ...params, query, hidesSecrets: !seesSecrets(caller) });
    return { ...stats, items: stats.items.map((item) => withUrlSeenBy(caller, item)) };
  }
}
