import type { Delivery } from '@deskhook/contracts';
import { keysAskedFor, type Rendered, type RenderInput } from '@deskhook/dialects';
import type { DeliveryMessage } from './delivery-message.js';
import type { EndpointVariantStore } from './endpoint-variant.store.js';
import type { IntegerIdStore } from './integer-id.store.js';
import { redactedPayload } from './redacted-payload.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** Each new key costs a write to the broker, and is kept for ever. */
const KEYS_MAX = 1_000;

/** Renders deliveries: with the integers that stand for keys, in the form that the endpoint is known to take. */
export class RenderService {
  constructor(
    private readonly ids: Pick<IntegerIdStore, 'known' | 'resolve'>,
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
    const { tenant } = message.delivery;
    const { made, keys, isFinal } = keysAskedFor(
      (ids) => dialect.render({ ...input, ids }),
      (kind, key) => this.ids.known(tenant, kind, key),
    );
    if (isFinal && keys.length <= KEYS_MAX) return made;
    const ids = await this.ids.resolve(tenant, keys.slice(0, KEYS_MAX));
    return withKeysLeftOut(dialect.render({ ...input, ids }), keys.length - KEYS_MAX);
  }

  /** Another form of the request that is worth one more try at once; null when there is none. */
  alternative(sent: Rendered, code: number | null, subscription: SendableSubscription): Rendered | null {
    const { dialect, secret, options } = subscription;
    return code === null ? null : (dialect.alternative?.(sent, code, secret, options) ?? null);
  }

  /** Keeps in mind what the endpoint accepted; nobody waits for it. */
  accepted(delivery: Delivery, rendered: Rendered): void {
    if (rendered.variant !== undefined) void this.variants.remember(delivery, rendered.variant, Date.now());
  }
}

function withKeysLeftOut(rendered: Rendered, count: number): Rendered {
  if (count <= 0) return rendered;
  const warning = `${count} keys that are no integers are sent as 0: at most ${KEYS_MAX} of an event get one.`;
  return { ...rendered, warnings: [...(rendered.warnings ?? []), warning] };
}

function renderInput(
  message: DeliveryMessage,
  { record, tenant, options, secret }: SendableSubscription,
  variant: string | null,
): RenderInput {
  const { delivery, attributes } = message;
  const payload = redactedPayload(message, record.redact);
  const { id: deliveryId, subscriptionId, acceptedAt, mode, trigger = null } = delivery;
  const head = { mode, payload, attributes, trigger, deliveryId, subscriptionId, acceptedAt };
  return { ...head, tenant, options, secret, variant, ids: () => 0 };
}
