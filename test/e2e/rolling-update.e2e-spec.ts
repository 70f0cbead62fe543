import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { GatewayClient } from '../../tools/demo/gateway-client.js';
import type { ChaosService } from '../chaos/chaos-service.js';
import { startConnectionBalancer } from '../chaos/connection-balancer.js';
import type { ServiceName } from '../chaos/fault-plan.js';
import { startHttpBalancer } from '../chaos/http-balancer.js';
import { untilQuiet } from '../chaos/quiet.js';
import { Rotation } from '../chaos/rotation.js';
import type { ChaosStack } from '../chaos/stack.js';
import { startStack } from '../chaos/start-stack.js';
import { SteadyHttpClient, type HttpCall } from '../chaos/steady-http-client.js';
import { SteadyNatsPublisher } from '../chaos/steady-nats-publisher.js';
import { closedLedger } from '../chaos/verify-ledger.js';
import { anEvent } from '../support/events.js';
import { startReceiver } from '../support/receiver.js';

const TIMEOUT_MS = 600_000;
const READY_MS = 120_000;
const QUIET_MS = 120_000;
const PER_SECOND = 20;
const READS_PER_SECOND = 5;
/** DESKHOOK_DRAIN_MS as it comes, and the five seconds that the broker is given beyond it. */
const STOP_MS_MAX = 30_000;
/** As docs/operations/upgrade.md has it. */
const ORDER: readonly ServiceName[] = [
  'dispatcher',
  'evaluator',
  'scheduler',
  'logs',
  'subscriptions',
  'gateway',
];
const TENANT = '/v1/tenants/acme';
/** Nothing is derived from it. */
const TYPE = 'custom.rolled';
const READS = ['/subscriptions', '/deliveries', '/sla-policies'];

const cleanUp = new AsyncDisposableStack();
afterEach(() => cleanUp.disposeAsync(), TIMEOUT_MS);

test(
  'every replica of every service is replaced under load: no request fails, no event is lost, nobody is told twice',
  async () => {
    const receiver = await startReceiver();
    cleanUp.defer(() => receiver.close());
    const stack = await startTwoOfEach();
    const rotation = new Rotation(stack.services.filter(isGateway).map(({ settings }) => settings.url));
    const [requests, connections] = await Promise.all([
      startHttpBalancer(rotation),
      startConnectionBalancer(rotation),
    ]);
    cleanUp.defer(() => requests.close());
    cleanUp.defer(() => connections.close());
    const gateway = new GatewayClient(requests.url, stack.parts.rootKey);
    await gateway.call('PUT', TENANT, z.unknown(), { name: 'acme' });
    const subscription = { name: 'all', urls: [receiver.url], events: [TYPE] };
    await gateway.call('POST', `${TENANT}/subscriptions`, z.unknown(), subscription);

    const client = (url: string, perSecond: number, call: (nth: number) => HttpCall) =>
      new SteadyHttpClient({ url, key: stack.parts.rootKey, perSecond, call });
    const byRequests = client(requests.url, PER_SECOND, (nth) => publishing(`requests-${nth}`));
    const byConnections = client(connections.url, PER_SECOND, (nth) => publishing(`connections-${nth}`));
    const reader = client(connections.url, READS_PER_SECOND, reading);
    const event = (nth: number) => ({ ...anEvent({ type: TYPE }), id: `nats-${nth}` });
    const overNats = new SteadyNatsPublisher(stack.broker, { tenant: 'acme', perSecond: PER_SECOND, event });
    const clients = [byRequests, byConnections, reader];
    const load = [...clients, overNats];
    for (const one of load) one.start();
    const longestStopMs = await replaceAll(stack, rotation);
    await Promise.all(load.map((one) => one.finish()));

    expect(clients.flatMap(({ failures }) => failures)).toEqual([]);
    expect(await untilQuiet(stack.broker, QUIET_MS)).toBeNull();
    const published = [
      ...idsOf('requests', byRequests.answered),
      ...idsOf('connections', byConnections.answered),
      ...idsOf('nats', overNats.acknowledged),
    ];
    const received = receiver.requests.map(({ body }) => eventSchema.parse(JSON.parse(body.toString())).id);
    process.stderr.write(
      `rolling update: ${published.length} events, ${received.length - new Set(received).size} duplicates, ` +
        `longest request ${Math.round(Math.max(...clients.map(({ longestMs }) => longestMs)))} ms, ` +
        `longest stop ${Math.round(longestStopMs)} ms\n`,
    );
    expect(new Set(received)).toEqual(new Set(published));
    expect(received).toHaveLength(published.length);
    const count = published.length;
    expect(await closedLedger(gateway, 'acme', Date.now())).toMatchObject({
      accepted: count,
      evaluated: count,
      deliveries: count,
      delivered: count,
      waiting: 0,
      pending: 0,
      dead: 0,
      duplicates: 0,
      unexplained: 0,
    });
    expect(stack.services.flatMap(({ unexpectedExits }) => unexpectedExits)).toEqual([]);
    expect(longestStopMs).toBeLessThan(STOP_MS_MAX);
  },
  TIMEOUT_MS,
);

const eventSchema = z.object({ id: z.string() });

function startTwoOfEach(): Promise<ChaosStack> {
  const settings = { seconds: 0, seed: 1, rate: PER_SECOND, ackWaitMs: 30_000, brokers: 1, rolling: true };
  return startStack({ ...settings, say: () => undefined }, cleanUp);
}

/** Answers how long the slowest took to end, in milliseconds. */
async function replaceAll({ services }: ChaosStack, rotation: Rotation): Promise<number> {
  let longestMs = 0;
  for (const name of ORDER) {
    for (const replica of services.filter(({ settings }) => settings.service === name)) {
      const { url } = replica.settings;
      if (isGateway(replica)) rotation.takeOut(url);
      const begun = performance.now();
      await replica.stop();
      longestMs = Math.max(longestMs, performance.now() - begun);
      await replica.start();
      await replica.ready(READY_MS);
      if (isGateway(replica)) rotation.putIn(url);
    }
  }
  return longestMs;
}

const isGateway = ({ settings }: ChaosService): boolean => settings.service === 'gateway';

function publishing(id: string): HttpCall {
  const body = JSON.stringify(anEvent({ type: TYPE, id }));
  return { method: 'POST', path: `${TENANT}/events`, body, expects: 202 };
}

function reading(nth: number): HttpCall {
  return { method: 'GET', path: `${TENANT}${READS[nth % READS.length] ?? ''}`, expects: 200 };
}

const idsOf = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, nth) => `${kind}-${nth}`);
