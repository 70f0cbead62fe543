import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { CurrentCaller, seesSecrets, type Caller } from './caller.js';
import { DeliveryReplayService } from './delivery-replay.service.js';
import { DeliveryScheduleService } from './delivery-schedule.service.js';
import { deliverySeenBy, withUrlSeenBy } from './delivery-view.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { deliveryOperations as operations } from './operations/deliveries.operations.js';

@Controller()
export class DeliveriesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly replays: DeliveryReplayService,
    private readonly schedules: DeliveryScheduleService,
  ) {}

  @Handles(operations.list)
  async list(@Input() { params, query }: InputOf<typeof operations.list>, @CurrentCaller() caller: Caller) {
    const hidesSecrets = !seesSecrets(caller);
    const page = await this.rpc.call('logs.deliveries.list', { ...params, query, hidesSecrets });
    return { ...page, items: page.items.map((item) => withUrlSeenBy(caller, item)) };
  }

  @Handles(operations.get)
  async get(@Input() { params }: InputOf<typeof operations.get>, @CurrentCaller() caller: Caller) {
    const delivery = await this.rpc.call('logs.deliveries.get', params);
    return deliverySeenBy(caller, await this.schedules.withSchedule(params.tenant, delivery, Date.now()));
  }

  @Handles(operations.replay)
  replay(@Input() { params }: InputOf<typeof operations.replay>) {
    return this.replays.replay(params.tenant, params.id);
  }
}
