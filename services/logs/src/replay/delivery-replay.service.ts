import {
  formatTraceparent,
  HEADERS,
  STREAMS,
  subjects,
  type Delivery,
  type ReplayAnswer,
} from '@deskhook/contracts';
import {
  deflateBody,
  LARGE_BODY_BYTES,
  lastSequenceOf,
  publishedTrace,
  Publisher,
  type Broker,
} from '@deskhook/messaging';
import { unknownDelivery } from '../query/unknown-delivery.js';
import { DeliveredEvents } from './delivered-events.js';
import { ReplayRefusedError } from './replay-refusal.js';
import { ReplayableRepository, type LastAttempt, type ReplayableDelivery } from './replayable.repository.js';

/** What is sent again: bytes, and the headers that tell the dispatcher how to take them. */
interface Material {
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly mode: Delivery['mode'];
  readonly previous?: string;
}

interface Turn extends Material {
  readonly attempt: number;
}

/** Sends a delivery again under its own id, as a new run of its retry schedule. */
export class DeliveryReplayService {
  constructor(
    private readonly replayable: ReplayableRepository,
    private readonly events: DeliveredEvents,
    private readonly publisher: Publisher,
    private readonly broker: Broker,
  ) {}

  async replay(tenant: string, id: string): Promise<ReplayAnswer> {
    const delivery = await this.replayable.delivery(tenant, id);
    if (delivery === null) throw unknownDelivery(id);
    return this.send(tenant, delivery);
  }

  /** Sends a delivery as it was read; its message id follows from that, so that twice is once. */
  async send(tenant: string, delivery: ReplayableDelivery): Promise<ReplayAnswer> {
    const { id, test, status, acceptedAt, isLost } = delivery;
    if (test) throw new ReplayRefusedError('test');
    if (status === 'pending' && !isLost) throw new ReplayRefusedError('pending');
    const last = await this.replayable.lastAttempt(tenant, id, acceptedAt);
    if (last?.isErased === true) throw new ReplayRefusedError('erased');
    const material =
      last === null || last.body === null
        ? await this.fromEvent(tenant, delivery, last)
        : fromAttempt(last, last.body);
    const attempt = delivery.number + 1;
    await this.publish(tenant, delivery, { ...material, attempt });
    return { id, attempt };
  }

  /**
   * An armed retry is replaced by one that fires at once, in one step: to cancel it and publish afterwards would lose
   * the delivery when the process ends in between. One that is not armed has fired, or waits in its endpoint's lane. What
   * is lost is in no stream: it is sent like one that has ended.
   */
  private async publish(
    tenant: string,
    delivery: ReplayableDelivery,
    { attempt, mode, previous, payload, headers }: Turn,
  ): Promise<void> {
    const { id, subscriptionId, status, isLost } = delivery;
    const next = deliveryMessage(tenant, delivery, attempt, mode, previous);
    const publication = { payload, headers: { ...headers, [HEADERS.delivery]: JSON.stringify(next) } };
    if (status === 'retrying' && !isLost) {
      const subject = subjects.retrySet(tenant, subscriptionId, id);
      const armed = await lastSequenceOf(this.broker, STREAMS.retries, subject);
      if (armed === 0) throw new ReplayRefusedError('on_its_way');
      const target = subjects.retryDue(tenant, subscriptionId);
      return this.publisher.schedule({ ...publication, subject, target, at: Date.now() });
    }
    const subject = subjects.delivery(tenant, subscriptionId);
    await this.publisher.publish({ ...publication, subject, messageId: `${id}.replay.${attempt}` });
  }

  /** What was sent is not here: the event itself goes out, and is rendered as it was, or would be, the first time. */
  private async fromEvent(
    tenant: string,
    delivery: ReplayableDelivery,
    last: LastAttempt | null,
  ): Promise<Material> {
    const event = await this.events.find(tenant, delivery);
    if (event === null) {
      const detail = `Its event "${delivery.eventId}" is not in the log: publish it again`;
      throw new ReplayRefusedError('not_in_log', detail);
    }
    if (await this.replayable.isEventErased(tenant, event.id)) throw new ReplayRefusedError('erased');
    const { payload, mode, headers } = event;
    if (last !== null) {
      const previous = placeOf(last);
      return { payload, mode, headers: { ...headers, [HEADERS.traceparent]: previous }, previous };
    }
    const trace = publishedTrace(headers ?? {}, payload);
    // Of an event that nobody traced, the attempt begins the trace: its id follows from the event's.
    const traced = trace === null ? {} : { [HEADERS.traceparent]: formatTraceparent(trace) };
    return { payload, mode, headers: { ...headers, ...traced } };
  }
}

function fromAttempt(last: LastAttempt, payload: Uint8Array): Material {
  const { contentType, rendered } = last;
  const previous = placeOf(last);
  const isLarge = payload.length >= LARGE_BODY_BYTES;
  const beside = { ...rendered, contentType, ...(isLarge ? { encoding: 'deflate' } : {}) };
  const headers = {
    [HEADERS.rendered]: JSON.stringify(beside),
    [HEADERS.traceparent]: previous,
  };
  return { payload: isLarge ? deflateBody(payload) : payload, mode: 'structured', headers, previous };
}

/** Where in its trace the attempt stands: exported where that was, so that many replays do not make many traces. */
function placeOf({ traceId, spanId, sampled }: LastAttempt): string {
  return formatTraceparent({ traceId, spanId, sampled: sampled === true });
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
