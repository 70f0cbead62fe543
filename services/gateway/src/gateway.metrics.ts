import { BUCKETS_SECONDS, metrics } from '@deskhook/telemetry';

/** What the gateway measures; docs/metrics.md tells each of them. */
export const gatewayMetrics = {
  requests: metrics.counter('deskhook_http_requests_total', {
    help: 'Requests to the API and the console, without those of probes',
    labels: ['method', 'route', 'code'],
  }),
  requestDuration: metrics.histogram('deskhook_http_request_duration_seconds', {
    help: 'How long requests to the API and the console took, without live streams',
    labels: ['method', 'route'],
    buckets: BUCKETS_SECONDS.work,
  }),
  ingested: metrics.counter('deskhook_ingest_events_total', {
    help: 'Events that came over HTTP',
    labels: ['outcome'],
    begins: [{ outcome: 'accepted' }, { outcome: 'refused' }, { outcome: 'unavailable' }],
  }),
  connectorRequests: metrics.counter('deskhook_connector_requests_total', {
    help: 'Requests of other helpdesks to their inbound connectors',
    labels: ['connector', 'outcome'],
  }),
  liveClients: metrics.gauge('deskhook_live_clients', { help: 'Live streams that are open' }),
  authenticationFailures: metrics.counter('deskhook_authentication_failures_total', {
    help: 'Requests that did not come with a key that is known',
  }),
};
