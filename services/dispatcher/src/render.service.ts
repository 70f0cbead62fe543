import type { Delivery } from '@deskhook/contracts';
import { keysWithoutInteger, type Rendered, type RenderInput } from '@deskhook/dialects';
import type { DeliveryMessage } from './delivery-message.js';
import type { EndpointVariantStore } from './endpoint-variant.store.js';
import type { IntegerIdStore } from './integer-id.store.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** Renders deliveries: with the integers that stand for keys, in the form that the endpoint is known to take. */
export class RenderService {
  constructor(
    private readonly ids: IntegerIdStore,
    private readonly variants: EndpointVariantStore,
  ) {}

  /** The request of every attempt: rendered by the first one, taken over by the others (architecture, decision 4). */
  async render(message: DeliveryMessage, subscription: SendableSubscription): Promise<Rendered> {
    if (message.rendered !== null) return { ...message.rendered, body: message.payload };
    const { dialect } = subscription;
    const variant =
      dialect.alternative === undefined ? null : await this.variants.find(message.delivery, Date.now());
    const input = renderInput(message, subscription, variant);
    if (dialect.events === null) return dialect.render(input);
    const ids = await this.ids.resolve(message.delivery.tenant, keysWithoutInteger(input));
    return dialect.render({ ...input, ids });
  }

  /** Another form of the request that is worth one more try at once; null when there is none. */
  alternative(sent: Rendered, code: number | null, subscription: SendableSubscription): Rendered | null {
    const { dialect, secret, options } = subscription;
    return code === null ? null : (dialect.alternative?.(sent, code, secret, options) ?? null);
  }

  /** Keeps in mind what the endpoint accepted. */
  async accepted(delivery: Delivery, rendered: Rendered): Promise<void> {
    if (rendered.variant !== undefined) await this.variants.remember(delivery, rendered.variant, Date.now());
  }
}

function renderInput(
  { delivery, payload, attributes }: DeliveryMessage,
  { tenant, options, secret }: SendableSubscription,
  variant: string | null,
): RenderInput {
  const { id: deliveryId, subscriptionId, acceptedAt, mode, trigger = null } = delivery;
  const head = { mode, payload, attributes, trigger, deliveryId, subscriptionId, acceptedAt };
  return { ...head, tenant, options, secret, variant, ids: () => 0 };
}
