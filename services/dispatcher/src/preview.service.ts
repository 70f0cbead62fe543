import {
  FailureError,
  formatTraceparent,
  storedFamily,
  TransientError,
  type Delivery,
  type PreviewRequest,
  type RpcAnswer,
  type RpcRequest,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { faultOf, type Rendered } from '@deskhook/dialects';
import { eventTrace } from '@deskhook/messaging';
import type { DeliveryMessage } from './delivery-message.js';
import type { EndpointVariantStore } from './endpoint-variant.store.js';
import type { EndpointsView } from './endpoints.view.js';
import type { IntegerIdStore } from './integer-id.store.js';
import { PreviewIds } from './preview-ids.js';
import { RenderService } from './render.service.js';
import { shownAuthorization } from './egress/authorization.js';
import { requestHeaders } from './egress/request-headers.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** An answer goes over the broker; an event of the largest size at many URLs does not. */
const BODIES_BYTES_MAX = 4_000_000;

export interface PreviewParts {
  readonly view: EndpointsView;
  readonly ids: IntegerIdStore;
  readonly variants: EndpointVariantStore;
}

/** Shows the requests that deliveries would send now: rendered, signed, with every header. Sends and keeps nothing. */
export class PreviewService {
  constructor(private readonly parts: PreviewParts) {}

  async preview({
    record,
    event,
    deliveries,
  }: RpcRequest<'dispatcher.preview'>): Promise<RpcAnswer<'dispatcher.preview'>> {
    const subscription = await this.parts.view.prepare(record);
    if (subscription === null)
      throw new FailureError({ kind: 'not-found', detail: `there is no tenant ${record.tenant}` });
    const family = new Map(storedFamily(record.tenant, event).map((one) => [one.event.id, one]));
    const requests: PreviewRequest[] = [];
    let bytes = 0;
    for (const delivery of deliveries) {
      const member = family.get(delivery.eventId);
      if (member === undefined) throw new Error(`the event ${delivery.eventId} is not of the family`);
      const request = await this.requestOf(messageOf(delivery, event, member.payload()), subscription);
      bytes += Buffer.byteLength(request.body);
      requests.push(bytes <= BODIES_BYTES_MAX ? request : withoutBody(request));
    }
    return { requests };
  }

  private async requestOf(
    message: DeliveryMessage,
    subscription: SendableSubscription,
  ): Promise<PreviewRequest> {
    const { trigger = null, url } = message.delivery;
    const ids = new PreviewIds(this.parts.ids);
    const rendered = await render(new RenderService(ids, this.parts.variants), message, subscription);
    if (rendered instanceof Error) return unrenderable(url, trigger, rendered);
    return {
      method: 'POST',
      url,
      headers: headersOf(message, rendered, subscription),
      body: Buffer.from(rendered.body).toString('utf8'),
      trigger,
      warnings: [...(rendered.warnings ?? []), ...idWarnings(ids.missingCount)],
      error: null,
    };
  }
}

/** The request, or why it can never be one. */
async function render(
  renderer: RenderService,
  message: DeliveryMessage,
  subscription: SendableSubscription,
): Promise<Rendered | Error> {
  try {
    return await renderer.render(message, subscription);
  } catch (error) {
    if (error instanceof TransientError) throw error;
    const why = faultOf(error instanceof Error ? error : new TypeError(String(error)));
    return new Error(`the body could not be rendered: ${why}`, { cause: error });
  }
}

/** The message that the evaluator would publish; `event` is the published one, whose headers binary mode takes. */
function messageOf(delivery: Delivery, event: StoredEventMessage, payload: Uint8Array): DeliveryMessage {
  const { contentType } = event;
  const typed = contentType === undefined ? {} : { datacontenttype: contentType };
  const attributes = delivery.mode === 'binary' ? { ...event.attributes, ...typed } : {};
  return { delivery, payload, rendered: null, attributes, traceparent: null, carried: {} };
}

/** As they would go out now; the trace is the event's, with a span of its own for each attempt. */
function headersOf(
  { delivery }: DeliveryMessage,
  rendered: Rendered,
  subscription: SendableSubscription,
): Record<string, string> {
  const { id: deliveryId, tenant, eventId } = delivery;
  const { record } = subscription;
  const traceparent = formatTraceparent(eventTrace(null, null, tenant, eventId));
  return requestHeaders({
    own: record.headers,
    rendered: rendered.headers ?? {},
    contentType: rendered.contentType,
    bodyBytes: rendered.body.length,
    signature: subscription.sign({ deliveryId, at: Date.now(), body: rendered.body }),
    traceparent: record.delivery.traceparent ? traceparent : null,
    authorization: shownAuthorization(subscription.authorization),
  });
}

/** Such a delivery would be dead at once. */
function unrenderable(url: string, trigger: string | null, { message }: Error): PreviewRequest {
  return { method: 'POST', url, headers: {}, body: '', trigger, warnings: [], error: message };
}

function withoutBody(request: PreviewRequest): PreviewRequest {
  const warning = `The body of ${Buffer.byteLength(request.body)} bytes is left out here: the bodies together are too large for one answer.`;
  return { ...request, body: '', warnings: [...request.warnings, warning] };
}

function idWarnings(count: number): string[] {
  if (count === 0) return [];
  return [`${count} keys have no integer yet and are shown as 0: they get theirs with the first delivery.`];
}
