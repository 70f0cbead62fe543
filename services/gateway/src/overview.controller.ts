import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { CurrentCaller, type Caller } from './caller.js';
import { withUrlSeenBy } from './delivery-view.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { overviewOperations as operations } from './operations/overview.operations.js';

@Controller()
export class OverviewController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.get)
  async get(@Input() { params, query }: InputOf<typeof operations.get>, @CurrentCaller() caller: Caller) {
    const overview = await this.rpc.call('logs.overview', { ...params, query });
    const { oldestOpen, worstEndpoints } = overview;
    return {
      ...overview,
      oldestOpen: oldestOpen === null ? null : withUrlSeenBy(caller, oldestOpen),
      worstEndpoints: worstEndpoints.map((endpoint) => withUrlSeenBy(caller, endpoint)),
    };
  }

  @Handles(operations.subscriptions)
  subscriptions(@Input() { params, query }: InputOf<typeof operations.subscriptions>) {
    return this.rpc.call('logs.stats.subscriptions', { ...params, query });
  }
}
