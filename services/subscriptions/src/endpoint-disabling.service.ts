import { configKeys } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import type { Logger } from '@deskhook/runtime';
import { subscriptionSnapshot } from './audit-snapshots.js';
import { auditedSubscription } from './audited.js';
import type { ConfigWrites } from './config-writes.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { EndpointDisabled } from './endpoint-notice.schema.js';
import { standingAfterDisabling, type EndpointStanding } from './endpoint-standing.js';
import { standingOf } from './stored-subscription.js';
import { lockSubscription, updateSubscription } from './subscriptions.repository.js';

/** Stops a subscription from sending to a URL that the dispatcher has found to be gone, or failing for days. */
export class EndpointDisablingService {
  constructor(
    private readonly writes: ConfigWrites,
    private readonly logger: Logger,
  ) {}

  /** Idempotent; news that somebody has enabled the URL since, or that it is the subscription's no more, change nothing. */
  async disable(tenant: string, news: EndpointDisabled): Promise<void> {
    const { subscriptionId: id, endpointKey: key, reason } = news;
    const isDone = await this.writes.run(async (manager) => {
      const row = await lockSubscription(manager, tenant, id);
      const standing = row === null ? null : standingAfter(row, news);
      if (row === null || standing === null) return { value: false, keys: [], audited: [] };
      const changed = { ...standing, version: row.version + 1, updatedAt: new Date() };
      const before = subscriptionSnapshot(row);
      await updateSubscription(manager, Object.assign(row, changed));
      const audited = auditedSubscription('disableEndpoint', row, {
        before,
        after: subscriptionSnapshot(row),
      });
      return { value: true, keys: [configKeys.subscription(tenant, id)], audited: [audited] };
    });
    const event = isDone ? 'endpoint.disabled' : 'endpoint.disabling-stale';
    this.logger.info({ tenant, subscription: id, endpoint: key, reason }, event);
  }
}

/** Null: nothing changes. */
function standingAfter(row: SubscriptionEntity, news: EndpointDisabled): EndpointStanding | null {
  const url = row.urls.find((one) => endpointKey(one) === news.endpointKey);
  if (url === undefined) return null;
  return standingAfterDisabling(standingOf(row), { url, reason: news.reason, at: news.at.toISOString() });
}
