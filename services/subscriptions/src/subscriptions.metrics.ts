import { metrics } from '@deskhook/telemetry';

/** What the subscriptions service measures; docs/metrics.md tells each of them. */
export const subscriptionsMetrics = {
  outboxWaiting: metrics.gauge('deskhook_outbox_waiting', {
    help: 'Changes of the configuration that the hot path has not been told of yet',
  }),
  outboxOldestAge: metrics.gauge('deskhook_outbox_oldest_age_seconds', {
    help: 'How long the oldest of them has waited, since it was first seen to; 0: there is none',
  }),
};
