// Cases of the alerts on processes.
import { at, fired, rising, steady, type AlertCase } from './alert-case.js';
import type { InputSeries } from './promtool.js';

const POD = '{job="webhooks",instance="10.0.0.7:9464"}';
const onPod = { job: 'webhooks', instance: '10.0.0.7:9464' };
/** What tells that the process is one of ours, whatever Prometheus calls its job; of all services in one process there are six. */
const OURS: readonly InputSeries[] = ['evaluator', 'dispatcher'].map((service) =>
  steady(`deskhook_build_info{job="webhooks",instance="10.0.0.7:9464",service="${service}"}`, 1),
);
const another = (name: string): string => `${name}{job="another",instance="10.0.0.8:80"}`;

export const PROCESS_CASES: readonly AlertCase[] = [
  {
    name: 'DeskhookDown',
    fires: {
      series: [
        ...OURS.map(({ series }) => at(series, '1x4 stale')),
        at(`up${POD}`, '1x4 0x720'),
        steady('deskhook_build_info{job="webhooks",instance="10.0.0.9:9464",service="logs"}', 1),
      ],
      expected: [...fired('9m', onPod, '4m'), ...fired('3h', onPod)],
    },
    quiet: [...OURS, steady(`up${POD}`, 1), steady(another('up'), 0)],
  },
  {
    name: 'DeskhookDown',
    when: 'it crashes whenever it starts',
    fires: {
      series: [steady('up{job="webhooks",instance="10.0.0.8:9464"}', 0), ...OURS],
      expected: fired('6m', { job: 'webhooks', instance: '10.0.0.8:9464' }, '4m'),
    },
    quiet: [...OURS, at('up{job="webhooks",instance="10.0.0.8:9464"}', '0x5 1x720')],
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
    name: 'DeskhookRestarting',
    when: 'it is down just then',
    fires: {
      series: [
        ...OURS.map(({ series }) => at(series, '1x17 stale _x4 1x60')),
        at(`process_start_time_seconds${POD}`, '1x5 2x5 3x3 4x1 stale _x4 4x60'),
      ],
      expected: fired('10m', onPod, '4m'),
    },
    quiet: [...OURS, at(`process_start_time_seconds${POD}`, '1x17 stale _x4 2x720')],
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
  {
    name: 'DeskhookTracesLost',
    fires: {
      series: [
        rising('deskhook_spans_total{outcome="exported"}', 970),
        rising('deskhook_spans_total{outcome="dropped"}', 20),
        rising('deskhook_spans_total{outcome="failed"}', 10),
      ],
      expected: fired('33m', {}, '25m'),
    },
    quiet: [
      rising('deskhook_spans_total{outcome="exported"}', 995),
      rising('deskhook_spans_total{outcome="dropped"}', 5),
      steady('deskhook_spans_total{outcome="failed"}', 0),
    ],
  },
];
