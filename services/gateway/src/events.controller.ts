import { RpcClient } from '@deskhook/runtime';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from './caller.js';
import { withUrlSeenBy } from './delivery-view.js';
import { EventDetailService } from './event-detail.service.js';
import { Handles } from './handles.decorator.js';
import { IngestService } from './ingest.service.js';
import { readIngestRequest } from './ingest-request.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { eventOperations as operations } from './operations/events.operations.js';

@Controller()
export class EventsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly ingest: IngestService,
    private readonly details: EventDetailService,
  ) {}

  @Handles(operations.publish)
  publish(@Input() { params }: InputOf<typeof operations.publish>, @Req() request: FastifyRequest) {
    return this.ingest.publish(params.tenant, readIngestRequest(request.headers, request.body));
  }

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('logs.events.list', { ...params, query });
  }

  @Handles(operations.get)
  async get(@Input() { params, query }: InputOf<typeof operations.get>, @CurrentCaller() caller: Caller) {
    const event = await this.details.get({ ...params, query });
    return { ...event, deliveries: event.deliveries.map((one) => withUrlSeenBy(caller, one)) };
  }
}
