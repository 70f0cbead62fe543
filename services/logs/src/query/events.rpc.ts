import {
  cloudEventAttributes,
  eventSummarySchema,
  FailureError,
  type RpcAnswer,
  type RpcRequest,
} from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { z } from 'zod';
import { DeliveryLogRepository } from './delivery-log.repository.js';
import { EventLogRepository, type StoredEvent } from './event-log.repository.js';

const jsonObject = z.record(z.string(), z.unknown());

@Controller()
export class EventsRpc {
  constructor(
    private readonly events: EventLogRepository,
    private readonly deliveries: DeliveryLogRepository,
  ) {}

  @MessagePattern('logs.events.list', Transport.NATS)
  list({ tenant, query }: RpcRequest<'logs.events.list'>): Promise<RpcAnswer<'logs.events.list'>> {
    return this.events.list(tenant, query);
  }

  @MessagePattern('logs.events.get', Transport.NATS)
  async get({ tenant, id }: RpcRequest<'logs.events.get'>): Promise<RpcAnswer<'logs.events.get'>> {
    const stored = await this.events.find(tenant, id);
    if (stored === null) throw unknownEvent(id);
    const deliveries = await this.deliveries.ofEvent(tenant, stored.id);
    return { ...eventSummarySchema.parse(stored), event: cloudEvent(stored), deliveries };
  }
}

/** The event in structured form, whichever way it was published. */
function cloudEvent({ mode, headers, payload }: StoredEvent): Record<string, unknown> {
  const json: unknown = JSON.parse(payload.toString('utf8'));
  if (mode === 'structured') return jsonObject.parse(json);
  const contentType = headers?.['content-type'];
  const attributes = cloudEventAttributes(headers ?? {});
  return {
    ...attributes,
    ...(contentType === undefined ? {} : { datacontenttype: contentType }),
    data: json,
  };
}

function unknownEvent(id: string): FailureError {
  const detail = `There is no event "${id}" in the log; the log may be a moment behind, and it forgets after the retention time`;
  return new FailureError({ kind: 'not-found', detail });
}
