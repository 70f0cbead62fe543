import { expect, test } from '@jest/globals';
import type { ChaosOptions } from '../chaos/options.js';
import { formatReport } from '../chaos/report.js';
import { runChaos } from '../chaos/run-chaos.js';

const TIMEOUT_MS = 600_000;

/** The violations go first: what is kept of a long output is its beginning. */
async function faultsOf(options: Omit<ChaosOptions, 'say' | 'ackWaitMs'>): Promise<string[]> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const result = await runChaos({ ...options, ackWaitMs: 3_000, say });
  if (result.violations.length > 0) console.log([formatReport(result), ...said].join('\n'));
  expect(result.violations).toEqual([]);
  expect(result.figures['events accepted']).toBeGreaterThan(options.seconds);
  return Object.keys(result.faults);
}

test(
  'processes killed and suspended, streams full, clocks off, no database for a while: nothing is lost, and the log agrees',
  async () => {
    const faults = await faultsOf({ seconds: 60, seed: 7, rate: 25, brokers: 1, rolling: false });
    const services = ['dispatcher', 'evaluator', 'gateway', 'logs', 'scheduler', 'subscriptions'];
    expect(faults).toEqual(
      expect.arrayContaining([
        ...services.flatMap((name) => [`kill -9 ${name}`, `SIGSTOP ${name}`]),
        ...['nats-server', 'postgres'].map((name) => `kill -9 ${name}`),
        ...['EVENTS', 'DELIVERIES', 'ATTEMPTS'].map((name) => `full stream ${name}`),
      ]),
    );
  },
  TIMEOUT_MS,
);

test(
  'a cluster of three brokers loses its leaders',
  async () => {
    const faults = await faultsOf({ seconds: 30, seed: 11, rate: 20, brokers: 3, rolling: false });
    expect(faults).toContain('kill -9 nats-server');
  },
  TIMEOUT_MS,
);

test(
  'a rolling restart of every replica tells nobody twice',
  async () => {
    const faults = await faultsOf({ seconds: 20, seed: 3, rate: 25, brokers: 1, rolling: true });
    expect(faults).toHaveLength(6);
  },
  TIMEOUT_MS,
);
