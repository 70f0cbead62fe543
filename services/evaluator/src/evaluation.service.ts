import {
  acceptEvent,
  cloudEventAttributes,
  cloudEventHeaders,
  formatTraceparent,
  HEADERS,
  subjects,
  type AcceptedEvent,
  type Delivery,
  type Refusal,
} from '@deskhook/contracts';
import {
  ACK,
  Claims,
  eventTrace,
  Publisher,
  reject,
  startSpan,
  type IncomingMessage,
  type Outcome,
} from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { SpanKind } from '@opentelemetry/api';
import { planDeliveries, type PlannedDelivery } from './delivery-plan.js';
import type { SubscriptionsView } from './subscriptions.view.js';

export interface EvaluationParts {
  readonly view: SubscriptionsView;
  readonly publisher: Publisher;
  readonly claims: Claims;
}

/** Turns an event into the deliveries that its tenant's subscriptions call for. */
export class EvaluationService {
  constructor(
    private readonly parts: EvaluationParts,
    private readonly hopLimit: number,
    private readonly logger: Logger,
  ) {}

  /** Validates, matches and publishes; the event is acknowledged after every delivery is stored. */
  async evaluate(message: IncomingMessage): Promise<Outcome> {
    const begun = performance.now();
    const carried = cloudEventHeaders(message.headers());
    const incoming = {
      subject: message.subject,
      payload: message.payload,
      attributes: cloudEventAttributes(carried),
      contentType: carried['content-type'],
    };
    const acceptance = acceptEvent(incoming, this.hopLimit);
    if (!acceptance.ok) return this.refuse(message, acceptance.refusal);
    const { event } = acceptance;
    await this.parts.view.current();
    if (!(await this.parts.view.hasTenant(event.tenant)))
      return this.refuse(message, unknownTenant(event.tenant));
    const count = await this.deliver(event, message, carried);
    const durationMs = performance.now() - begun;
    const { tenant, type, id } = event;
    this.logger.info(
      { tenant, type, eventId: id, deliveries: count.deliveries, traceId: count.traceId, durationMs },
      'event.evaluated',
    );
    return ACK;
  }

  private async deliver(
    event: AcceptedEvent,
    message: IncomingMessage,
    carried: Readonly<Record<string, string>>,
  ) {
    const parent = eventTrace(message.header(HEADERS.traceparent), event.traceparent, event.tenant, event.id);
    const span = startSpan('evaluate', {
      kind: SpanKind.CONSUMER,
      parent,
      attributes: () => spanAttributes(event, message),
    });
    try {
      const deliveries = await this.deliveriesOf(event, message);
      const traceparent = formatTraceparent(span.context);
      await Promise.all(
        deliveries.map((delivery) => this.publish(delivery, message.payload, { ...carried, traceparent })),
      );
      span.set({ 'deskhook.deliveries': deliveries.length });
      return { deliveries: deliveries.length, traceId: span.context.traceId };
    } catch (error) {
      span.fail('the deliveries are not stored yet');
      throw error;
    } finally {
      span.end();
    }
  }

  private async deliveriesOf(event: AcceptedEvent, message: IncomingMessage): Promise<Delivery[]> {
    const matching = this.parts.view.match(event.tenant, event.type);
    const planned = planDeliveries(event, matching, message.storedAt);
    if (planned.every(({ throttle }) => throttle === null)) return planned.map(({ delivery }) => delivery);
    const due = await Promise.all(planned.map((plan) => this.isDue(plan)));
    return planned.filter((_, index) => due[index]).map(({ delivery }) => delivery);
  }

  /** Whether a throttle lets the delivery through. The event that was first stays the first when it comes again. */
  private async isDue({ delivery, throttle }: PlannedDelivery): Promise<boolean> {
    if (throttle === null) return true;
    const { tenant, subscriptionId, url, eventId, trigger } = delivery;
    const parts = [tenant, subscriptionId, url, throttle.key];
    const claim = { parts, owner: eventId, windowMs: throttle.windowMs };
    const isFirst = await this.parts.claims.claim(claim, Date.now());
    if (!isFirst) this.logger.info({ tenant, subscriptionId, eventId, trigger }, 'delivery.throttled');
    return isFirst;
  }

  private async publish(delivery: Delivery, payload: Uint8Array, headers: Readonly<Record<string, string>>) {
    await this.parts.publisher.publish({
      subject: subjects.delivery(delivery.tenant, delivery.subscriptionId),
      payload,
      headers: { ...headers, [HEADERS.delivery]: JSON.stringify(delivery) },
      messageId: delivery.id,
    });
  }

  private refuse(message: IncomingMessage, refusal: Refusal): Outcome {
    this.logger.info({ subject: message.subject, ...refusal }, 'event.refused');
    return reject(refusal);
  }
}

function unknownTenant(tenant: string): Refusal {
  return {
    reason: 'unknown_tenant',
    detail: `the tenant "${tenant}" of the subject does not exist: PUT /v1/tenants/${tenant} makes it`,
  };
}

function spanAttributes(event: AcceptedEvent, message: IncomingMessage) {
  return {
    'messaging.system': 'nats',
    'messaging.operation.type': 'process',
    'messaging.destination.name': message.subject,
    'messaging.message.id': event.id,
    'messaging.message.body.size': message.payload.length,
    'deskhook.tenant': event.tenant,
    'deskhook.event.type': event.type,
  };
}
