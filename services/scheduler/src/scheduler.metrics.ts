import { ALARM_TYPES } from './alarm-event.js';
import { BUCKETS_SECONDS, metrics } from '@deskhook/telemetry';

/** What the scheduler measures; docs/metrics.md tells each of them. */
export const schedulerMetrics = {
  timersSet: metrics.counter('deskhook_timers_set_total', { help: 'SLA alarms that were set or moved' }),
  timersFired: metrics.counter('deskhook_timers_fired_total', {
    help: 'SLA alarms that rang, by what they found',
    labels: ['outcome'],
    begins: [{ outcome: 'fired' }, { outcome: 'stale' }, { outcome: 'early' }],
  }),
  lateness: metrics.histogram('deskhook_timer_lateness_seconds', {
    help: 'From when an SLA alarm was due until it was handled',
    buckets: BUCKETS_SECONDS.timer,
  }),
  slaEvents: metrics.counter('deskhook_sla_events_total', {
    help: 'Events that the scheduler published because something was due',
    labels: ['type'],
    begins: Object.values(ALARM_TYPES).map((type) => ({ type })),
  }),
};
