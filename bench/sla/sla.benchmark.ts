import { loadavg } from 'node:os';
import { BUCKETS } from '@deskhook/contracts';
import { Kvm } from '@nats-io/kv';
import type { Benchmark } from '../benchmark.js';
import { untilFollowed } from './drive.js';
import { fire, restart } from './firing.js';
import { SLA_USAGE, slaOptions } from './options.js';
import { fill, setAndCancel } from './rates.js';
import { report } from './report.js';
import { Site } from './site.js';
import { POLICY } from './ticket-timer.js';

/** What running SLA timers cost, how exactly they fire, and what becomes of them when everything is killed. */
export const slaBenchmark: Benchmark = {
  name: 'sla',
  usage: SLA_USAGE,
  run: async (flags, say) => {
    const options = slaOptions(flags);
    const { timers, sample } = options;
    const loadAverage = loadavg()[0] ?? 0;
    await using owner = new AsyncDisposableStack();
    const site = await Site.start(owner);
    await putPolicy(site);
    await site.startScheduler();
    const filled = await fill(site, options);
    say(
      `${timers} timers are set, ${filled.setPerSecond.toFixed(0)} a second; nats-server has ${filled.natsMiB.toFixed(0)} MiB`,
    );
    await site.kill();
    const began = performance.now();
    await site.startBroker('always');
    const reopened = { seconds: (performance.now() - began) / 1000, natsMiB: site.natsMiB };
    await site.startScheduler();
    // The last acknowledgements before a kill are lost: those events come again after the acknowledgement wait.
    await untilFollowed(site.broker);
    say(`the broker is back after ${reopened.seconds.toFixed(1)} s with ${reopened.natsMiB.toFixed(0)} MiB`);
    const rates = await setAndCancel(site, timers + 1, options);
    say(`set ${rates.setPerSecond.toFixed(0)} and cancelled ${rates.cancelPerSecond.toFixed(0)} a second`);
    const fired = await fire(site, timers + sample + 1, rates.setPerSecond, options);
    say(`fired with p99 ${fired.errorMs.p99.toFixed(0)} ms; now the restart`);
    const restarted = await restart(site, timers + 2 * sample + 1, rates.setPerSecond, options);
    const result = { options, loadAverage, filled, reopened, rates, fired, restarted };
    say(`\n${report(result)}\n`);
    return result;
  },
};

async function putPolicy({ broker }: Site): Promise<void> {
  const bucket = await new Kvm(broker.js).open(BUCKETS.config);
  await bucket.put(POLICY.key, JSON.stringify(POLICY.record));
}
