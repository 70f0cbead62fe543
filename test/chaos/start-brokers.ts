import { startNatsServer, type NatsServer } from '../../tools/local-stack/nats-server.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';

const CLUSTER_MS = 60_000;

/** One nats-server, or a cluster of them; every message is on the disk before it is acknowledged. */
export async function startBrokers(
  count: number,
  logFile: (name: string) => string,
  cleanup: AsyncDisposableStack,
): Promise<readonly NatsServer[]> {
  const routes = count === 1 ? [] : await Promise.all(Array.from({ length: count }, () => freePort()));
  const brokers = await Promise.all(
    Array.from({ length: count }, (_, nth) =>
      startNatsServer({
        syncInterval: 'always',
        logFile: logFile(`nats-server-${nth + 1}`),
        ...(count === 1 ? {} : { config: clusterConfig(nth, routes) }),
      }),
    ),
  );
  for (const broker of brokers) cleanup.defer(() => broker.stop());
  return brokers;
}

/** Waits until streams can be made: a cluster elects its leader first. */
export async function untilJetStreamAnswers(probe: () => Promise<unknown>): Promise<void> {
  await waitUntil(
    () =>
      probe().then(
        () => true as const,
        () => undefined,
      ),
    {
      what: 'JetStream to answer',
      timeoutMs: CLUSTER_MS,
    },
  );
}

function clusterConfig(nth: number, ports: readonly number[]): string {
  const routes = ports.map((port) => `"nats://127.0.0.1:${port}"`).join(', ');
  return [
    `server_name: "node-${nth + 1}"`,
    `cluster { name: "chaos", listen: "127.0.0.1:${ports[nth]}", routes: [${routes}] }`,
  ].join('\n');
}
