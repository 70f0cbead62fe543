import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { GatewayView } from './gateway.view.js';
import { Handles } from './handles.decorator.js';
import { IngestService } from './ingest.service.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { deadLetterOperations as operations } from './operations/dead-letters.operations.js';

@Controller()
export class DeadLettersController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly view: GatewayView,
    private readonly ingest: IngestService,
  ) {}

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('logs.dead-letters.list', { ...params, query });
  }

  @Handles(operations.get)
  get(@Input() { params }: InputOf<typeof operations.get>) {
    return this.rpc.call('logs.dead-letters.get', params);
  }

  @Handles(operations.replay)
  async replay(@Input() { params, body }: InputOf<typeof operations.replay>) {
    if (body.event === undefined) return this.rpc.call('logs.dead-letters.replay', params);
    await this.view.assertTenant(params.tenant);
    const event = this.ingest.mended(params.tenant, body.event);
    return this.rpc.call('logs.dead-letters.mend', { ...params, event });
  }
}
