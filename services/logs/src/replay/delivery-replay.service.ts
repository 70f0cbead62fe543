import {
  FailureError,
  formatTraceparent,
  HEADERS,
  subjects,
  type Delivery,
  type ReplayAnswer,
} from '@deskhook/contracts';
import { deflateBody, eventTrace, LARGE_BODY_BYTES, Publisher } from '@deskhook/messaging';
import { Injectable } from '@nestjs/common';
import { EventLogRepository } from '../query/event-log.repository.js';
import { unknownDelivery } from '../query/unknown-delivery.js';
import { ReplayableRepository, type LastAttempt, type ReplayableDelivery } from './replayable.repository.js';

/** What is sent again: bytes, and the headers that tell the dispatcher how to take them. */
interface Material {
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly mode: Delivery['mode'];
  readonly previous?: string;
}

/** Sends a delivery again under its own id, as a new run of its retry schedule. */
@Injectable()
export class DeliveryReplayService {
  constructor(
    private readonly replayable: ReplayableRepository,
    private readonly events: EventLogRepository,
    private readonly publisher: Publisher,
  ) {}

  async replay(tenant: string, id: string): Promise<ReplayAnswer> {
    const delivery = await this.replayable.delivery(tenant, id);
    if (delivery === null) throw unknownDelivery(id);
    if (delivery.test) throw conflict('It was a test: send a new test to its subscription instead');
    if (delivery.status === 'pending') throw conflict('It is on its way already');
    const last = await this.replayable.lastAttempt(tenant, id);
    const material =
      last?.body == null ? await this.fromEvent(tenant, delivery) : fromAttempt(last, last.body);
    const attempt = delivery.number + 1;
    await this.send(tenant, delivery, { ...material, attempt });
    return { id, attempt };
  }

  /**
   * An armed retry is replaced by one that fires at once, in one step: to cancel it and publish afterwards would lose
   * the delivery when the process ends in between.
   */
  private async send(
    tenant: string,
    delivery: ReplayableDelivery,
    { attempt, mode, previous, payload, headers }: Material & { readonly attempt: number },
  ): Promise<void> {
    const { id, subscriptionId } = delivery;
    const next = deliveryMessage(tenant, delivery, attempt, mode, previous);
    const publication = { payload, headers: { ...headers, [HEADERS.delivery]: JSON.stringify(next) } };
    if (delivery.status === 'retrying') {
      const subject = subjects.retrySet(tenant, subscriptionId, id);
      const target = subjects.retryDue(tenant, subscriptionId);
      return this.publisher.schedule({ ...publication, subject, target, at: Date.now() });
    }
    const subject = subjects.delivery(tenant, subscriptionId);
    await this.publisher.publish({ ...publication, subject, messageId: `${id}.replay.${attempt}` });
  }

  /** What was sent is not here: the event itself goes out, and is rendered as it was, or would be, the first time. */
  private async fromEvent(tenant: string, delivery: ReplayableDelivery): Promise<Material> {
    const event = await this.events.find(tenant, delivery.eventId);
    if (event === null)
      throw conflict(`Its event "${delivery.eventId}" is not in the log (yet): publish it again`);
    const { payload, mode, headers } = event;
    const trace = eventTrace(headers?.[HEADERS.traceparent] ?? null, null, tenant, delivery.eventId);
    return { payload, mode, headers: { ...headers, [HEADERS.traceparent]: formatTraceparent(trace) } };
  }
}

function fromAttempt(last: LastAttempt, payload: Uint8Array): Material {
  const { contentType, rendered, traceId, spanId } = last;
  const previous = formatTraceparent({ traceId, spanId, sampled: true });
  const isLarge = payload.length >= LARGE_BODY_BYTES;
  const beside = { ...rendered, contentType, ...(isLarge ? { encoding: 'deflate' } : {}) };
  const headers = {
    [HEADERS.rendered]: JSON.stringify(beside),
    [HEADERS.traceparent]: previous,
  };
  return { payload: isLarge ? deflateBody(payload) : payload, mode: 'structured', headers, previous };
}

function deliveryMessage(
  tenant: string,
  { id, eventId, type, trigger, ticketId, subscriptionId, url, number, acceptedAt }: ReplayableDelivery,
  attempt: number,
  mode: Delivery['mode'],
  previous: string | undefined,
): Delivery {
  const run = { number: attempt, numberBefore: number, ...(previous === undefined ? {} : { previous }) };
  const head = { id, tenant, eventId, type, ticketId, subscriptionId, url, mode, acceptedAt };
  return { ...head, ...(trigger === null ? {} : { trigger }), ...run };
}

function conflict(detail: string): FailureError {
  return new FailureError({ kind: 'conflict', detail });
}
