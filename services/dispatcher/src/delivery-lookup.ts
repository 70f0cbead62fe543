import type { Delivery } from '@deskhook/contracts';
import { sendsTrigger } from '@deskhook/dialects';
import { SecretBoxError, type Logger } from '@deskhook/runtime';
import { traceIdOf, type SpannedDelivery } from './delivery-span.js';
import type { Endpoint } from './endpoints/endpoint-control.js';
import type { EndpointsView } from './endpoints.view.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** What is to be done with the deliveries for an endpoint. */
export type EndpointStanding =
  | { readonly kind: 'send'; readonly subscription: SendableSubscription }
  | { readonly kind: 'cancel'; readonly reason: string }
  /** This replica cannot open the subscription's secrets; another may. */
  | { readonly kind: 'unreadable'; readonly inOrder: boolean };

/** Looks the subscription of a delivery up, and whether it still is to be sent. */
export class DeliveryLookup {
  constructor(
    private readonly view: EndpointsView,
    private readonly logger: Logger,
  ) {}

  /**
   * What holds for every delivery to the endpoint.
   * @param of the delivery that it is asked for, where there is one: its trace is named where something is wrong
   */
  async find({ tenant, subscriptionId, url }: Endpoint, of?: SpannedDelivery): Promise<EndpointStanding> {
    try {
      const subscription = await this.view.find(tenant, subscriptionId);
      if (subscription === null) return { kind: 'cancel', reason: 'the subscription was deleted' };
      const reason = obstacle(subscription, url);
      return reason === null ? { kind: 'send', subscription } : { kind: 'cancel', reason };
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      const traceId = of === undefined ? undefined : traceIdOf(of);
      this.logger.error({ tenant, subscriptionId, traceId, err: error }, 'secret.unreadable');
      return { kind: 'unreadable', inOrder: this.view.isInOrder(tenant, subscriptionId) };
    }
  }
}

/** Why this one must not be sent although its endpoint is in order, or null. */
export function cancellation({ trigger }: Delivery, { dialect }: SendableSubscription): string | null {
  return sendsTrigger(dialect, trigger ?? null) ? null : 'the subscription was moved to another dialect';
}

/** A subscription that has no URL left is inactive: that its URL was disabled says more. */
function obstacle({ record }: SendableSubscription, url: string): string | null {
  const disabled = record.disabledUrls.find((one) => one.url === url);
  if (disabled !== undefined) return `the endpoint was disabled: ${disabled.reason}`;
  if (!record.active) return 'the subscription is inactive';
  return record.urls.includes(url) ? null : 'the URL was taken out of the subscription';
}
