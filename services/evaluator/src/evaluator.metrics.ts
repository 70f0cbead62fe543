import { DEAD_LETTER_REASONS } from '@deskhook/contracts';
import { BUCKETS_SECONDS, metrics } from '@deskhook/telemetry';

/** What the evaluator measures; docs/metrics.md tells each of them. */
export const evaluatorMetrics = {
  events: metrics.counter('deskhook_events_total', {
    help: 'Events that were taken up, by what came of them',
    labels: ['tenant', 'type', 'outcome'],
  }),
  refused: metrics.counter('deskhook_events_refused_total', {
    help: 'Events that could not be accepted',
    labels: ['reason'],
    begins: DEAD_LETTER_REASONS.map((reason) => ({ reason })),
  }),
  derived: metrics.counter('deskhook_events_derived_total', {
    help: 'Events that were derived from others',
  }),
  evaluation: metrics.histogram('deskhook_evaluation_duration_seconds', {
    help: 'From when an event was taken up until everything that it called for was stored',
    buckets: BUCKETS_SECONDS.work,
  }),
  matching: metrics.histogram('deskhook_matching_duration_seconds', {
    help: 'How long the index took to find the subscriptions for an event and those derived from it',
    buckets: BUCKETS_SECONDS.memory,
  }),
  lag: metrics.histogram('deskhook_evaluation_lag_seconds', {
    help: 'From when the broker stored an event until it was taken up',
    buckets: BUCKETS_SECONDS.lag,
  }),
  deliveriesMade: metrics.counter('deskhook_deliveries_made_total', {
    help: 'Deliveries that events called for',
    labels: ['tenant'],
  }),
  commands: metrics.counter('deskhook_commands_total', {
    help: 'Commands to helpdesks',
    labels: ['action'],
  }),
};
