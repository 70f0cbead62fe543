import { VERSION } from '@deskhook/contracts';
import type { Broker, ConsumerDeclaration } from '@deskhook/messaging';
import { metrics, type GaugeReading } from '@deskhook/telemetry';
import type { Health } from './health.js';
import { readQueues } from './queue-metrics.js';

const buildInfo = metrics.gauge('deskhook_build_info', {
  help: 'Always 1: which release of a service runs, and on which Node',
  labels: ['version', 'service', 'node'],
});
const dependencyUp = metrics.gauge('deskhook_dependency_up', {
  help: 'Whether a service can use what it depends on',
  labels: ['service', 'dependency', 'required'],
});

/** What the metrics of a service are read from. */
export interface MeasuredService {
  readonly name: string;
  readonly broker: Broker;
  readonly health: Health;
  readonly consumers: readonly ConsumerDeclaration[];
}

/** Offers the gauges that every service has. Gives what takes the offer back. */
export function offerServiceMetrics({ name, broker, health, consumers }: MeasuredService): () => void {
  const node = process.versions.node;
  const ends = [
    metrics.read(`${name} build`, () => [buildInfo.at({ version: VERSION, service: name, node }, 1)]),
    metrics.read(`${name} health`, () => readHealth(name, health)),
    metrics.read(`${name} queues`, () => readQueues(broker, consumers)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

async function readHealth(service: string, health: Health): Promise<readonly GaugeReading[]> {
  const { dependencies } = await health.report();
  return Object.entries(dependencies).map(([dependency, { status, required }]) =>
    dependencyUp.at({ service, dependency, required: String(required) }, status === 'up' ? 1 : 0),
  );
}
