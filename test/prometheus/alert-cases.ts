// Each alert with series that it must fire for, and a healthy day that it must be quiet about.
import type { Expectation, InputSeries } from './promtool.js';

export interface AlertCase {
  readonly name: string;
  readonly fires: {
    readonly series: readonly InputSeries[];
    readonly expected: readonly Expectation[];
    /** From one value to the next; 30 s when absent. */
    readonly interval?: string;
  };
  readonly quiet: readonly InputSeries[];
}

const at = (series: string, values: string): InputSeries => ({ series, values });
/** Six hours, a value each 30 s, unless told otherwise. */
const steady = (series: string, value: number, times = 720): InputSeries => at(series, `${value}x${times}`);
const rising = (series: string, step: number, times = 720): InputSeries => at(series, `0+${step}x${times}`);

/** First attempts at a steady rate, of which `late` in a thousand begin late. */
const firstAttempts = (late: number, times = 720): readonly InputSeries[] => [
  rising('deskhook_first_attempt_lag_seconds_bucket{le="5"}', 1000 - late, times),
  rising('deskhook_first_attempt_lag_seconds_bucket{le="+Inf"}', 1000, times),
  rising('deskhook_first_attempt_lag_seconds_count', 1000, times),
];
/** Deliveries at a steady rate, of which `dead` in a thousand end dead. */
const deliveries = (dead: number, times = 720): readonly InputSeries[] => [
  rising(
    'deskhook_deliveries_total{tenant="acme",dialect="standard",outcome="delivered"}',
    1000 - dead,
    times,
  ),
  rising('deskhook_deliveries_total{tenant="acme",dialect="standard",outcome="dead"}', dead, times),
  rising('deskhook_deliveries_total{tenant="acme",dialect="standard",outcome="cancelled"}', 500, times),
];
/** At an interval of five minutes. */
const TWO_DAYS = 2 * 24 * 12;
const fired = (
  when: string,
  labels: Readonly<Record<string, string>> = {},
  before?: string,
): readonly Expectation[] => [
  ...(before === undefined ? [] : [{ at: before, firing: [] }]),
  { at: when, firing: [labels] },
];
const attempts = (good: number, bad: number): readonly InputSeries[] => [
  rising('deskhook_attempts_total{tenant="acme",dialect="standard",class="2xx"}', good),
  rising('deskhook_attempts_total{tenant="acme",dialect="standard",class="connection"}', bad),
];
const consumer = (name: string, stream: string): string => `{stream="${stream}",consumer="${name}"}`;
const POD = '{job="webhooks",instance="10.0.0.7:9464"}';
const onPod = { job: 'webhooks', instance: '10.0.0.7:9464' };
/** What tells that the process is one of ours, whatever Prometheus calls its job; of all services in one process there are six. */
const OURS: readonly InputSeries[] = ['evaluator', 'dispatcher'].map((service) =>
  steady(`deskhook_build_info{job="webhooks",instance="10.0.0.7:9464",service="${service}"}`, 1),
);
const another = (name: string): string => `${name}{job="another",instance="10.0.0.8:80"}`;

export const ALERT_CASES: readonly AlertCase[] = [
  {
    name: 'DeskhookPromptnessBudgetFastBurn',
    fires: { series: firstAttempts(20), expected: fired('70m', {}, '1m') },
    quiet: firstAttempts(1),
  },
  {
    name: 'DeskhookPromptnessBudgetSlowBurn',
    fires: { series: firstAttempts(4, TWO_DAYS), expected: fired('30h'), interval: '5m' },
    quiet: firstAttempts(0),
  },
  {
    name: 'DeskhookDeliveryBudgetFastBurn',
    fires: { series: deliveries(200), expected: fired('70m', {}, '1m') },
    quiet: deliveries(20),
  },
  {
    name: 'DeskhookDeliveryBudgetSlowBurn',
    fires: { series: deliveries(40, TWO_DAYS), expected: fired('30h'), interval: '5m' },
    quiet: deliveries(5),
  },
  {
    name: 'DeskhookLedgerUnexplained',
    fires: {
      // Two replicas of the log tell the same.
      series: ['a', 'b'].map((pod) =>
        at(`deskhook_ledger_unexplained{tenant="acme",pod="${pod}"}`, '0x4 3x60'),
      ),
      expected: fired('8m', { tenant: 'acme' }, '4m'),
    },
    quiet: [at('deskhook_ledger_unexplained{tenant="acme"}', '0x4 3x5 0x720')],
  },
  {
    name: 'DeskhookLedgerStale',
    fires: { series: [rising('deskhook_ledger_age_seconds', 30)], expected: fired('30m', {}, '20m') },
    quiet: [
      steady('deskhook_ledger_age_seconds{pod="a"}', 20),
      steady('deskhook_ledger_age_seconds{pod="b"}', 60),
    ],
  },
  {
    name: 'DeskhookDeadLetters',
    fires: {
      series: [
        at('deskhook_dead_letters_total{stream="EVENTS",reason="not_json"}', '0x10 1x100'),
        at('deskhook_dead_letters_total{stream="EVENTS",reason="too_large"}', '_x30 1x100'),
        // Of a reason that another stream has had none of for long.
        at('deskhook_dead_letters_total{stream="EVENTS",reason="poison"}', '0x130'),
        at('deskhook_dead_letters_total{stream="PARKED",reason="poison"}', '_x30 1x100'),
      ],
      expected: [
        ...fired('8m', { reason: 'not_json' }, '4m'),
        { at: '18m', firing: [{ reason: 'not_json' }, { reason: 'poison' }, { reason: 'too_large' }] },
        { at: '45m', firing: [] },
      ],
    },
    quiet: [steady('deskhook_dead_letters_total{stream="EVENTS",reason="not_json"}', 0)],
  },
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
  {
    name: 'DeskhookBreakersOpen',
    fires: {
      series: ['a', 'b'].map((pod) => steady(`deskhook_breakers{state="open",pod="${pod}"}`, 15)),
      expected: fired('17m', {}, '10m'),
    },
    quiet: [
      steady('deskhook_breakers{state="open"}', 15),
      steady('deskhook_breakers{state="half_open"}', 90),
    ],
  },
  {
    name: 'DeskhookEndpointsDisabled',
    fires: {
      series: [at('deskhook_endpoints_disabled_total{tenant="acme"}', '_x10 1x300')],
      expected: fired('10m', { tenant: 'acme' }, '4m'),
    },
    quiet: [steady('deskhook_endpoints_disabled_total{tenant="acme"}', 0)],
  },
  {
    name: 'DeskhookNothingIsDelivered',
    fires: { series: attempts(10, 90), expected: fired('25m', {}, '5m') },
    quiet: attempts(90, 10),
  },
  {
    name: 'DeskhookDown',
    fires: {
      series: [
        at(`up${POD}`, '1x4 0x60'),
        at('deskhook_build_info{job="webhooks",instance="10.0.0.7:9464",service="all"}', '1x4'),
      ],
      expected: fired('9m', onPod, '4m'),
    },
    quiet: [...OURS, steady(`up${POD}`, 1), steady(another('up'), 0)],
  },
  {
    name: 'DeskhookServiceGone',
    fires: {
      series: [
        at('deskhook_build_info{job="webhooks",instance="a",service="dispatcher"}', '1x20 stale'),
        steady('deskhook_build_info{job="webhooks",instance="b",service="logs"}', 1),
      ],
      expected: fired('17m', { service: 'dispatcher' }, '14m'),
    },
    quiet: [
      at('deskhook_build_info{job="webhooks",instance="a",service="logs"}', '1x20 stale'),
      at('deskhook_build_info{job="webhooks",instance="b",service="logs"}', '_x18 1x700'),
    ],
  },
  {
    name: 'DeskhookDependencyDown',
    fires: {
      series: [
        at('deskhook_dependency_up{service="evaluator",dependency="nats",required="true",pod="a"}', '1x60'),
        at(
          'deskhook_dependency_up{service="evaluator",dependency="nats",required="true",pod="b"}',
          '1x4 0x60',
        ),
      ],
      expected: fired('5m', { service: 'evaluator', dependency: 'nats' }, '3m'),
    },
    quiet: [steady('deskhook_dependency_up{service="logs",dependency="database",required="false"}', 0)],
  },
  {
    name: 'DeskhookDependencyImpaired',
    fires: {
      series: [steady('deskhook_dependency_up{service="gateway",dependency="logs",required="false"}', 0)],
      expected: fired('12m', { service: 'gateway', dependency: 'logs' }, '8m'),
    },
    quiet: [steady('deskhook_dependency_up{service="gateway",dependency="logs",required="false"}', 1)],
  },
  {
    name: 'DeskhookRestarting',
    fires: {
      series: [...OURS, at(`process_start_time_seconds${POD}`, '1x5 2x5 3x5 4x60')],
      expected: fired('10m', onPod, '4m'),
    },
    quiet: [
      ...OURS,
      at(`process_start_time_seconds${POD}`, '1x5 2x720'),
      at(another('process_start_time_seconds'), '1x5 2x5 3x5 4x60'),
    ],
  },
  {
    name: 'DeskhookEventLoopSlow',
    fires: {
      series: [...OURS, steady(`nodejs_eventloop_lag_p99_seconds${POD}`, 0.6)],
      expected: fired('12m', onPod, '8m'),
    },
    quiet: [
      ...OURS,
      steady(`nodejs_eventloop_lag_p99_seconds${POD}`, 0.03),
      steady(another('nodejs_eventloop_lag_p99_seconds'), 0.6),
    ],
  },
  {
    name: 'DeskhookApiErrors',
    fires: {
      series: [
        rising('deskhook_http_requests_total{method="GET",route="/v1/tenants",code="503"}', 30),
        rising('deskhook_http_requests_total{method="GET",route="/v1/tenants",code="200"}', 100),
      ],
      expected: fired('8m', {}, '4m'),
    },
    quiet: [
      rising('deskhook_http_requests_total{method="GET",route="/v1/tenants",code="503"}', 1),
      rising('deskhook_http_requests_total{method="GET",route="/v1/tenants",code="200"}', 100),
    ],
  },
];
