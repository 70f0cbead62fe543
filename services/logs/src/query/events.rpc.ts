import {
  cloudEventAttributes,
  eventSummarySchema,
  FailureError,
  HEADERS,
  type RpcAnswer,
  type RpcRequest,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { eventTrace } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { z } from 'zod';
import { DeliveryLogRepository } from './delivery-log.repository.js';
import { EventLogRepository, type StoredEvent } from './event-log.repository.js';
import { publications } from './publications.js';

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
    const stored = await this.events.findPublished(tenant, id);
    if (stored === null) throw unknownEvent(id);
    const deliveries = await this.deliveries.ofEvent(tenant, stored.id);
    const summary = eventSummarySchema.parse(stored);
    const told = cloudEvent(stored);
    const event = {
      ...summary,
      event: told,
      traceId: traceIdOf(tenant, stored, told),
      ...publications(stored.publications),
      deliveries,
    };
    return { event, stored: storedMessage(stored) };
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

/** As the evaluator finds it, also when it was published again in another trace: the log has the first one. */
function traceIdOf(tenant: string, { id, headers }: StoredEvent, told: Record<string, unknown>): string {
  const extension = typeof told['traceparent'] === 'string' ? told['traceparent'] : null;
  return eventTrace(headers?.[HEADERS.traceparent] ?? null, extension, tenant, id).traceId;
}

/** The event as the evaluator would get it again. */
function storedMessage({ headers, payload, type, receivedAt }: StoredEvent): StoredEventMessage {
  const contentType = headers?.['content-type'];
  return {
    payload: payload.toString('utf8'),
    attributes: cloudEventAttributes(headers ?? {}),
    ...(contentType === undefined ? {} : { contentType }),
    type,
    acceptedAt: Date.parse(receivedAt),
  };
}

function unknownEvent(id: string): FailureError {
  const detail = `There is no event "${id}" in the log; the log may be a moment behind, and it forgets after the retention time`;
  return new FailureError({ kind: 'not-found', detail });
}
