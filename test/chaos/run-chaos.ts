import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayClient } from '../../tools/demo/gateway-client.js';
import { assess, type ChaosResult } from './assess.js';
import type { ChaosRun } from './chaos-run.js';
import { configure } from './configure.js';
import { FaultInjector } from './fault-injector.js';
import { planFaults } from './fault-plan.js';
import type { ChaosOptions } from './options.js';
import { hasDelivered } from './outage.js';
import { probeViews } from './probe-views.js';
import { ChaosPublisher } from './publisher.js';
import { untilQuiet } from './quiet.js';
import { ChaosReceiver } from './receiver.js';
import { stackFaults } from './stack-faults.js';
import { startStack } from './start-stack.js';

const ACCEPTED_MS_MAX = 120_000;
const READY_MS_MAX = 120_000;
const QUIET_MS_MAX = 300_000;

/** Starts the system, breaks it by plan under load, waits until it is quiet, and looks at what came of it. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  await using cleanup = new AsyncDisposableStack();
  const receiver = new ChaosReceiver(options.seed);
  const receiverUrl = await receiver.start();
  cleanup.defer(() => receiver.close());
  options.say(`Starting ${options.brokers} × nats-server, Postgres and the services, two replicas of each`);
  const stack = await startStack(options, cleanup);
  const { folder, gatewayUrl, rootKey } = stack.parts;
  const gateway = new GatewayClient(gatewayUrl, rootKey);
  const subscriptionIds = await configure(gateway, receiverUrl);
  const settings = { seed: options.seed, rate: options.rate, file: join(folder, 'accepted.jsonl') };
  const publisher = new ChaosPublisher(stack.broker, settings);
  const actions = stackFaults(stack, (from) =>
    hasDelivered(publisher.accepted, receiver.receipts, { from, to: Date.now() }),
  );
  const injector = new FaultInjector(actions, options.say);
  const run = { options, stack, gateway, receiver, receiverUrl, publisher, injector, subscriptionIds };
  const result = await assess(run, await breakIt(run));
  if (result.violations.length === 0) await rm(folder, { recursive: true, force: true });
  return result;
}

/** Load and faults, then quiet. Answers what did not come to an end in time. */
async function breakIt(
  run: ChaosRun,
): Promise<{ readonly open: string | null; readonly blind: string | null }> {
  const { options, stack, publisher, injector } = run;
  const { seconds, seed, rate, brokers, rolling } = options;
  const durationMs = seconds * 1_000;
  options.say(`Publishing ${rate} events/s for ${seconds} s`);
  publisher.start();
  const plan = planFaults({ seed, durationMs, brokers, rolling, clocks: stack.parts.clocks });
  await Promise.all([injector.run(plan), delay(durationMs)]);
  await publisher.finish(ACCEPTED_MS_MAX);
  await stack.ready(READY_MS_MAX);
  const blind = await probeViews(run);
  options.say('Waiting until nothing is on its way any more');
  return { open: await untilQuiet(stack.broker, QUIET_MS_MAX), blind };
}
