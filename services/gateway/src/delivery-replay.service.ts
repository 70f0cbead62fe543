import { FailureError, type ReplayAnswer, type Subscription } from '@deskhook/contracts';
import { RpcClient } from '@deskhook/runtime';
import { Injectable } from '@nestjs/common';
import { failure } from './failures.js';

/** Replays a delivery, unless it would only be cancelled: its outcome in the log would be lost for nothing. */
@Injectable()
export class DeliveryReplayService {
  constructor(private readonly rpc: RpcClient) {}

  async replay(tenant: string, id: string): Promise<ReplayAnswer> {
    const { subscriptionId, url } = await this.rpc.call('logs.deliveries.get', { tenant, id });
    const subscription = await this.subscription(tenant, subscriptionId);
    if (subscription.status !== 'active')
      throw failure('conflict', 'Its subscription is inactive: activate it first');
    if (!subscription.urls.includes(url)) {
      throw failure('conflict', 'Its URL was taken out of the subscription: put it back first');
    }
    const disabled = subscription.disabledUrls.find((one) => one.url === url);
    if (disabled !== undefined)
      throw failure('conflict', `Its URL was disabled (${disabled.reason}): activate the subscription first`);
    return this.rpc.call('logs.deliveries.replay', { tenant, id });
  }

  private async subscription(tenant: string, id: string): Promise<Subscription> {
    try {
      return await this.rpc.call('subscriptions.get', { tenant, id });
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.kind !== 'not-found') throw error;
      throw failure('conflict', 'Its subscription was deleted: there is nothing to send it to');
    }
  }
}
