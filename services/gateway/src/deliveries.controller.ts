import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { DeliveryReplayService } from './delivery-replay.service.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { deliveryOperations as operations } from './operations/deliveries.operations.js';

@Controller()
export class DeliveriesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly replays: DeliveryReplayService,
  ) {}

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('logs.deliveries.list', { ...params, query });
  }

  @Handles(operations.get)
  get(@Input() { params }: InputOf<typeof operations.get>) {
    return this.rpc.call('logs.deliveries.get', params);
  }

  @Handles(operations.replay)
  replay(@Input() { params }: InputOf<typeof operations.replay>) {
    return this.replays.replay(params.tenant, params.id);
  }
}
