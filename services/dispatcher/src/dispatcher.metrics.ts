import { BUCKETS_SECONDS, metrics } from '@deskhook/telemetry';

/** What the dispatcher measures; docs/metrics.md tells each of them. */
export const dispatcherMetrics = {
  deliveries: metrics.counter('deskhook_deliveries_total', {
    help: 'Deliveries that ended; the dialect is empty where the subscription is gone',
    labels: ['tenant', 'dialect', 'outcome'],
  }),
  /** The objective is measured by it: nothing of its first values is lost to a rate, as it is of series that appear with them. */
  deliveriesEnded: metrics.counter('deskhook_deliveries_ended_total', {
    help: 'Deliveries that ended, of all tenants',
    labels: ['outcome'],
    begins: [{ outcome: 'delivered' }, { outcome: 'dead' }, { outcome: 'cancelled' }],
  }),
  attempts: metrics.counter('deskhook_attempts_total', {
    help: 'Requests to endpoints, by what came of them',
    labels: ['tenant', 'dialect', 'class'],
  }),
  attemptDuration: metrics.histogram('deskhook_attempt_duration_seconds', {
    help: 'How long requests to endpoints took',
    labels: ['dialect', 'class'],
    buckets: BUCKETS_SECONDS.answer,
  }),
  deliveryLatency: metrics.histogram('deskhook_delivery_latency_seconds', {
    help: 'From when the broker stored an event until it was delivered, by the attempt that did it',
    labels: ['attempt'],
    buckets: BUCKETS_SECONDS.delivery,
  }),
  firstAttemptLag: metrics.histogram('deskhook_first_attempt_lag_seconds', {
    help: 'From when the broker stored an event until its first attempt began, where the endpoint bore it at once',
    buckets: BUCKETS_SECONDS.lag,
  }),
  endpointAttempts: metrics.counter('deskhook_endpoint_attempts_total', {
    help: 'Requests to the endpoints in use, by what came of them',
    labels: ['tenant', 'endpoint', 'class'],
  }),
  endpointDuration: metrics.histogram('deskhook_endpoint_duration_seconds', {
    help: 'How long requests to the endpoints in use took',
    labels: ['tenant', 'endpoint'],
    buckets: BUCKETS_SECONDS.coarse,
  }),
  deferred: metrics.counter('deskhook_deferred_total', {
    help: 'Deliveries that were put off to a lane or a schedule',
    labels: ['why'],
    begins: [{ why: 'busy' }, { why: 'breaker' }, { why: 'rate_limit' }, { why: 'order' }, { why: 'secret' }],
  }),
  endpointsDisabled: metrics.counter('deskhook_endpoints_disabled_total', {
    help: 'Endpoints that this process found to do nothing but fail, or to be gone',
    labels: ['tenant'],
  }),
  inFlight: metrics.gauge('deskhook_attempts_in_flight', { help: 'Requests that are on their way' }),
  breakers: metrics.gauge('deskhook_breakers', {
    help: 'Endpoints that this process knows, by the state of their circuit breaker',
    labels: ['state'],
  }),
  endpointBreaker: metrics.gauge('deskhook_endpoint_breaker', {
    help: 'Endpoints whose circuit breaker is not closed: 1 half open, 2 open',
    labels: ['tenant', 'endpoint'],
  }),
  parked: metrics.gauge('deskhook_parked_deliveries', { help: 'Deliveries that wait in lanes' }),
  retriesWaiting: metrics.gauge('deskhook_retries_waiting', { help: 'Retries that are not due yet' }),
  retriesDue: metrics.gauge('deskhook_retries_due', {
    help: 'Retries that are due and were not taken up yet',
  }),
};
