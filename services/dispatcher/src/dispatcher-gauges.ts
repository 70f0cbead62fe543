import { CONSUMERS, RETRIES_DUE_FILTER, STREAMS } from '@deskhook/contracts';
import { consumerFigures, streamFigures, type Broker } from '@deskhook/messaging';
import { readStream } from '@deskhook/runtime';
import { metrics, OTHER, type GaugeReading } from '@deskhook/telemetry';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { endpointLabel } from './attempt-metrics.js';
import { dispatcherMetrics } from './dispatcher.metrics.js';
import type { Endpoints, EndpointStanding } from './endpoints/endpoints.js';

const RETRIES = {
  stream: STREAMS.retries,
  durable: CONSUMERS.dispatcherRetries,
  filter: RETRIES_DUE_FILTER,
} as const;

/** How the endpoints stand that this process knows, and what waits in the broker for all of them. */
export class DispatcherGauges implements OnApplicationBootstrap, OnApplicationShutdown {
  private withdraw: readonly (() => void)[] = [];

  constructor(
    private readonly broker: Broker,
    private readonly endpoints: Endpoints,
  ) {}

  onApplicationBootstrap(): void {
    this.withdraw = [
      metrics.read('dispatcher endpoints', () => endpointReadings([...this.endpoints.standings()])),
      metrics.read('dispatcher waiting', () => this.waiting()),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.withdraw) end();
  }

  private async waiting(): Promise<readonly GaugeReading[]> {
    const [parked, parkedStream, retries, due] = await Promise.all([
      streamFigures(this.broker, STREAMS.parked),
      readStream(this.broker, STREAMS.parked),
      streamFigures(this.broker, STREAMS.retries),
      consumerFigures(this.broker, RETRIES),
    ]);
    const armed = retries.messages - due.pending - due.ackPending;
    return [
      ...parkedStream,
      dispatcherMetrics.parked.at({}, parked.messages),
      dispatcherMetrics.retriesWaiting.at({}, Math.max(0, armed)),
      dispatcherMetrics.retriesDue.at({}, due.pending),
    ];
  }
}

function endpointReadings(standings: readonly EndpointStanding[]): readonly GaugeReading[] {
  const { inFlight, breakers, endpointBreaker } = dispatcherMetrics;
  const states = Map.groupBy(standings, ({ breaker }) => breaker);
  const count = (state: EndpointStanding['breaker']) => states.get(state)?.length ?? 0;
  const broken = standings.filter(({ breaker }) => breaker !== 'closed');
  return [
    inFlight.at(
      {},
      standings.reduce((sum, standing) => sum + standing.inFlight, 0),
    ),
    breakers.at({ state: 'closed' }, count('closed')),
    breakers.at({ state: 'half_open' }, count('probing')),
    breakers.at({ state: 'open' }, count('open')),
    ...broken
      .map(({ endpoint, breaker }) => {
        const labels = { tenant: endpoint.tenant, endpoint: endpointLabel(endpoint) };
        return endpointBreaker.at(labels, breaker === 'open' ? 2 : 1);
      })
      // States of several endpoints make no sum.
      .filter(({ labels }) => labels['endpoint'] !== OTHER),
  ];
}
