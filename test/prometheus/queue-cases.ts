// Cases of the alerts on queues.
import { at, fired, rising, steady, type AlertCase } from './alert-case.js';

const consumer = (name: string, stream: string): string => `{stream="${stream}",consumer="${name}"}`;

export const QUEUE_CASES: readonly AlertCase[] = [
  {
    name: 'DeskhookQueueBehind',
    fires: {
      series: [rising(`deskhook_consumer_oldest_age_seconds${consumer('dispatcher', 'DELIVERIES')}`, 30)],
      expected: fired('9m', { consumer: 'dispatcher', stream: 'DELIVERIES' }, '5m'),
    },
    quiet: [
      at(`deskhook_consumer_oldest_age_seconds${consumer('evaluator', 'EVENTS')}`, '0 90x3 0x720'),
      steady(`deskhook_consumer_oldest_age_seconds${consumer('logs-events', 'EVENTS')}`, 900),
    ],
  },
  {
    name: 'DeskhookLogBehind',
    fires: {
      series: [rising(`deskhook_consumer_oldest_age_seconds${consumer('logs-attempts', 'ATTEMPTS')}`, 30)],
      expected: fired('22m', { consumer: 'logs-attempts', stream: 'ATTEMPTS' }, '18m'),
    },
    quiet: [steady(`deskhook_consumer_oldest_age_seconds${consumer('logs-attempts', 'ATTEMPTS')}`, 200)],
  },
  {
    name: 'DeskhookNoticesBehind',
    fires: {
      series: [
        rising(`deskhook_consumer_oldest_age_seconds${consumer('subscriptions-notices', 'NOTICES')}`, 30),
      ],
      expected: fired('22m', { consumer: 'subscriptions-notices', stream: 'NOTICES' }, '18m'),
    },
    quiet: [
      steady(`deskhook_consumer_oldest_age_seconds${consumer('subscriptions-notices', 'NOTICES')}`, 200),
    ],
  },
  {
    name: 'DeskhookStreamFilling',
    fires: {
      series: [
        steady('deskhook_stream_bytes{stream="EVENTS"}', 85),
        steady('deskhook_stream_bytes_limit{stream="EVENTS"}', 100),
      ],
      expected: fired('17m', { stream: 'EVENTS' }, '10m'),
    },
    quiet: [
      steady('deskhook_stream_bytes{stream="EVENTS"}', 50),
      steady('deskhook_stream_bytes_limit{stream="EVENTS"}', 100),
      // Schedules have no limit of their own.
      steady('deskhook_stream_bytes{stream="RETRIES"}', 1e9),
      steady('deskhook_stream_bytes_limit{stream="RETRIES"}', 0),
    ],
  },
  {
    name: 'DeskhookStreamFull',
    fires: {
      series: [
        steady('deskhook_stream_bytes{stream="EVENTS"}', 97),
        steady('deskhook_stream_bytes_limit{stream="EVENTS"}', 100),
      ],
      expected: fired('3m', { stream: 'EVENTS' }),
    },
    quiet: [
      steady('deskhook_stream_bytes{stream="EVENTS"}', 90),
      steady('deskhook_stream_bytes_limit{stream="EVENTS"}', 100),
    ],
  },
  {
    name: 'DeskhookRetriesOverdue',
    fires: { series: [steady('deskhook_retries_due', 5000)], expected: fired('12m', {}, '5m') },
    quiet: [at('deskhook_retries_due', '5000x5 0x720')],
  },
  {
    name: 'DeskhookLanesGrowing',
    fires: { series: [rising('deskhook_parked_deliveries', 400)], expected: fired('60m', {}, '30m') },
    quiet: [at('deskhook_parked_deliveries', '50000-50x700')],
  },
  {
    name: 'DeskhookOutboxStuck',
    fires: { series: [rising('deskhook_outbox_oldest_age_seconds', 30)], expected: fired('8m', {}, '5m') },
    quiet: [at('deskhook_outbox_oldest_age_seconds', '0 70 0x720')],
  },
  {
    name: 'DeskhookTimersLate',
    fires: {
      series: [
        rising('deskhook_timer_lateness_seconds_bucket{le="10"}', 90),
        rising('deskhook_timer_lateness_seconds_bucket{le="60"}', 100),
        rising('deskhook_timer_lateness_seconds_bucket{le="+Inf"}', 100),
      ],
      expected: fired('12m', {}, '3m'),
    },
    quiet: [
      rising('deskhook_timer_lateness_seconds_bucket{le="1"}', 100),
      rising('deskhook_timer_lateness_seconds_bucket{le="+Inf"}', 100),
    ],
  },
];
