import { BUCKETS_SECONDS, metrics } from '@deskhook/telemetry';

const BATCH_SIZES = [1, 5, 10, 50, 100, 250, 500, 1_000];

/** What the log measures; docs/metrics.md tells each of them. */
export const logsMetrics = {
  batchMessages: metrics.histogram('deskhook_log_batch_messages', {
    help: 'Messages of a batch that the log stored at once',
    labels: ['stream'],
    buckets: BATCH_SIZES,
  }),
  batchDuration: metrics.histogram('deskhook_log_batch_duration_seconds', {
    help: 'How long the log took to store a batch',
    labels: ['stream'],
    buckets: BUCKETS_SECONDS.work,
  }),
  rows: metrics.counter('deskhook_log_rows_total', {
    help: 'Messages that the log has stored',
    labels: ['stream'],
  }),
  lag: metrics.gauge('deskhook_log_lag_seconds', {
    help: 'Age of the oldest message that is not in the log yet; 0: all are',
    labels: ['stream'],
  }),
  replaysRunning: metrics.gauge('deskhook_replays_running', { help: 'Replays that are at work' }),
};
