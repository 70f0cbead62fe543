import { expect, test } from '@jest/globals';
import { formatReport } from '../chaos/report.js';
import { runChaos } from '../chaos/run-chaos.js';

const SECONDS = 30;
const TIMEOUT_MS = 300_000;

test(
  'kill -9 of every process under load loses nothing, and the log agrees with the receiver',
  async () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const result = await runChaos({ seconds: SECONDS, seed: 7, rate: 30, ackWaitMs: 3_000, say });
    if (result.violations.length > 0) console.log([formatReport(result), ...said].join('\n'));
    expect(result.violations).toEqual([]);
    expect(Object.keys(result.faults).sort()).toEqual([
      'dispatcher',
      'evaluator',
      'gateway',
      'logs',
      'nats-server',
      'postgres',
      'subscriptions',
    ]);
    expect(result.figures['events accepted']).toBeGreaterThan(SECONDS);
  },
  TIMEOUT_MS,
);
