import {
  FailureError,
  formatTraceparent,
  TransientError,
  type DeliveryPlanMessage,
  type PreviewRequest,
  type RpcAnswer,
  type RpcRequest,
} from '@deskhook/contracts';
import { faultOf, type Rendered } from '@deskhook/dialects';
import { eventTrace } from '@deskhook/messaging';
import type { DeliveryMessage } from './delivery-message.js';
import type { EndpointVariantStore } from './endpoint-variant.store.js';
import type { EndpointsView } from './endpoints.view.js';
import type { IntegerIdStore } from './integer-id.store.js';
import { PreviewIds } from './preview-ids.js';
import { RenderService } from './render.service.js';
import { requestHeaders } from './request-headers.js';
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
    plans,
  }: RpcRequest<'dispatcher.preview'>): Promise<RpcAnswer<'dispatcher.preview'>> {
    const subscription = await this.parts.view.prepare(record);
    if (subscription === null)
      throw new FailureError({ kind: 'not-found', detail: `there is no tenant ${record.tenant}` });
    const requests: PreviewRequest[] = [];
    let bytes = 0;
    for (const plan of plans) {
      const request = await this.requestOf(plan, subscription);
      bytes += Buffer.byteLength(request.body);
      requests.push(bytes <= BODIES_BYTES_MAX ? request : withoutBody(request));
    }
    return { requests };
  }

  private async requestOf(
    plan: DeliveryPlanMessage,
    subscription: SendableSubscription,
  ): Promise<PreviewRequest> {
    const { trigger = null, url } = plan.delivery;
    const ids = new PreviewIds(this.parts.ids);
    const rendered = await render(new RenderService(ids, this.parts.variants), plan, subscription);
    if (rendered instanceof Error) return unrenderable(url, trigger, rendered);
    return {
      method: 'POST',
      url,
      headers: headersOf(plan, rendered, subscription),
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
  plan: DeliveryPlanMessage,
  subscription: SendableSubscription,
): Promise<Rendered | Error> {
  try {
    return await renderer.render(messageOf(plan), subscription);
  } catch (error) {
    if (error instanceof TransientError) throw error;
    const why = faultOf(error instanceof Error ? error : new TypeError(String(error)));
    return new Error(`the body could not be rendered: ${why}`, { cause: error });
  }
}

function messageOf({ delivery, event }: DeliveryPlanMessage): DeliveryMessage {
  const { contentType } = event;
  const typed = contentType === undefined ? {} : { datacontenttype: contentType };
  const attributes = delivery.mode === 'binary' ? { ...event.attributes, ...typed } : {};
  const payload = Buffer.from(event.payload);
  return { delivery, payload, rendered: null, attributes, traceparent: null, carried: {} };
}

/** As they would go out now; the trace is the event's, with a span of its own for each attempt. */
function headersOf(
  { delivery }: DeliveryPlanMessage,
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
